import { parseMapping } from "./sql-mapping"

const ORDERS = {
  table: "orders",
  columns: { order_id: "id", date: "at", email: "mail", total: "sum" },
}
const LINES = { table: "lines", columns: { order_id: "o", quantity: "q", unit_price: "p" } }

describe("a mapping file", () => {
  it("is read with its defaults", () => {
    expect(parseMapping({ orders: ORDERS, lines: LINES, currency: "EUR" })).toEqual({
      orders: { kind: "table", ...ORDERS },
      lines: { kind: "table", ...LINES },
      currency: "eur",
      time_zone: "UTC",
      minor_units: false,
      decimals: {},
      statuses: { canceled: [], left_out: [] },
    })
    const select = {
      select: "select 1 as order_id;",
      columns: ["order_id", "date", "email", "total", "currency"],
    }
    expect(parseMapping({ orders: select, amounts: "minor" })).toMatchObject({
      orders: { kind: "select", select: "select 1 as order_id" },
      lines: null,
      minor_units: true,
    })
  })

  test.each([
    [[], "the mapping is [], expected an object; give { … } with orders, lines, currency"],
    [{ order: ORDERS }, 'the mapping has an unknown field "order"; known are orders, lines'],
    [{}, "orders is missing, expected an object"],
    [
      { orders: { columns: {} } },
      'orders.table is missing; expected the name of a table, as in "table": "shop_order"',
    ],
    [
      { orders: { table: "o", columns: { id: "x" } } },
      'orders.columns has an unknown field "id"; known are order_id, date',
    ],
    [
      { orders: { table: "o", columns: { date: 3 } } },
      "orders.columns.date is 3; expected the name of a column",
    ],
    [
      { orders: { table: "o", columns: { email: "e" } } },
      'orders.columns has no order_id, no date; add "order_id": "COLUMN"',
    ],
    [
      { orders: { table: "o", columns: { order_id: "i", date: "d" } } },
      "orders needs a column for email or customer_id",
    ],
    [{ orders: ORDERS }, "currency is missing, and orders has no column for it"],
    [
      { orders: { ...ORDERS, columns: { ...ORDERS.columns, total: undefined } }, currency: "eur" },
      "orders.columns.total is missing",
    ],
    [
      {
        orders: { table: "o", columns: { order_id: "i", date: "d", email: "e" } },
        currency: "eur",
      },
      'orders needs a column for total when there is no "lines"',
    ],
    [{ orders: ORDERS, currency: "euro" }, 'currency is "euro"; expected three letters'],
    [
      { orders: ORDERS, lines: { table: "l", columns: { order_id: "o" } }, currency: "eur" },
      "lines.columns has no quantity, no unit_price",
    ],
    [
      { orders: { select: "delete from x", columns: ["order_id"] } },
      "orders.select is not one SELECT",
    ],
    [
      { orders: { select: "select 1; drop table x", columns: ["order_id"] } },
      "orders.select is not one SELECT",
    ],
    [
      { orders: { select: "select 1" } },
      "orders.columns is missing, expected the list of what the SELECT names",
    ],
    [
      { orders: { select: "select 1", columns: ["id"] } },
      'orders.columns names "id"; known are order_id',
    ],
    [
      { orders: { select: "select 1", table: "x", columns: ["order_id"] } },
      'orders has both "select" and "table"',
    ],
    [{ orders: ORDERS, currency: "eur", time_zone: "Mars/Olympus" }, 'time_zone is "Mars/Olympus"'],
    [{ orders: ORDERS, currency: "eur", amounts: "cents" }, 'amounts is "cents"; expected "major"'],
    [{ orders: ORDERS, currency: "eur", decimals: { huf: 9 } }, "decimals.huf is 9"],
    [
      { orders: ORDERS, currency: "eur", statuses: { canceled: ["x"] } },
      "statuses is given, but orders has no column for status",
    ],
    [
      { orders: ORDERS, currency: "eur", statuses: { left_out: "x" } },
      'statuses.left_out is "x"; expected a list',
    ],
  ])("%j is refused", (mapping, message) => {
    expect(() => parseMapping(mapping)).toThrow(message)
  })
})
