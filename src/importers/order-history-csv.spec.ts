import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { gzipSync } from "node:zlib"
import {
  type HistoryLine,
  type HistoryOptions,
  openOrderHistory,
  readProductTitles,
} from "./order-history-csv"

const HEADER = "order_id,customer_id,date,sku,quantity,unit_price\n"
const GOOD = "1,c1,2026-01-05 10:00,S1,2,4.50\n"
const OPTIONS: HistoryOptions = {
  currency: "eur",
  timeZone: "Europe/Madrid",
  now: "2026-06-01T00:00:00.000Z",
}

describe("reading an order history", () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), "kairos-history-"))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  function fileOf(content: string | Buffer, name = "history.csv"): string {
    const file = path.join(folder, name)
    writeFileSync(file, content)
    return file
  }

  async function read(
    content: string | Buffer,
    options: Partial<HistoryOptions> = {},
    name?: string
  ) {
    const history = await openOrderHistory(fileOf(content, name), { ...OPTIONS, ...options })
    const lines: HistoryLine[] = []
    for await (const batch of history.lines) {
      lines.push(...batch)
    }
    const { rejected, ...counts } = history.counts()
    const reasons = Object.fromEntries(Object.entries(rejected).filter(([, count]) => count > 0))
    expect(counts.usable + Object.values(rejected).reduce((a, b) => a + b, 0)).toBe(counts.lines)
    return { lines, counts, reasons, products: history.products() }
  }

  it("reads a plain CSV by its own names", async () => {
    const { lines, counts } = await read(HEADER + GOOD)
    expect(lines).toEqual([
      {
        order_id: "1",
        customer_id: "c1",
        email: null,
        occurred_at: "2026-01-05T09:00:00.000Z",
        sku: "S1",
        title: null,
        quantity: 2,
        unit_price: "4.50",
        unit_cost: null,
        currency_code: "eur",
        country: null,
      },
    ])
    expect(counts).toEqual({
      lines: 1,
      usable: 1,
      costed: 0,
      orders: 1,
      customers: 1,
      products: 1,
      first_at: "2026-01-05T09:00:00.000Z",
      last_at: "2026-01-05T09:00:00.000Z",
    })
  })

  it("reads what the goods cost the shop, and takes what it cannot read for no cost", async () => {
    const costs = ["2.10", "0", "", "-1", "a lot", "1,5"]
    const rows = costs.map((cost, i) => `${i},c1,2026-01-05,S1,1,4.50,"${cost}"\n`)
    for (const name of ["unit_cost", "Cost per item", "CostPrice"]) {
      const { lines, counts } = await read(HEADER.replace("\n", `,${name}\n`) + rows.join(""))
      expect(lines.map(({ unit_cost }) => unit_cost)).toEqual(["2.1", "0", null, null, null, null])
      expect([counts.usable, counts.costed]).toEqual([6, 2])
    }
    const mapped = await read(HEADER.replace("\n", ",Einkauf\n") + rows.join(""), {
      map: { unit_cost: "Einkauf" },
    })
    expect(mapped.counts.costed).toBe(2)
    // "cost" alone may be what the customer paid.
    expect((await read(HEADER.replace("\n", ",cost\n") + rows.join(""))).counts.costed).toBe(0)
  })

  it("reads gzip, semicolons, a byte order mark and the names of UCI's file", async () => {
    const text =
      "\uFEFFInvoiceNo;StockCode;Description;Quantity;InvoiceDate;UnitPrice;Customer ID;Country\r\n" +
      '536365;85123A;"Lantern; white";6;2010-12-01 08:26;2.55;17850.0;United Kingdom\r\n'
    const { lines } = await read(gzipSync(text), { timeZone: "UTC" }, "history.csv.gz")
    expect(lines[0]).toMatchObject({
      order_id: "536365",
      customer_id: "17850",
      title: "Lantern; white",
      quantity: 6,
      country: "United Kingdom",
      occurred_at: "2010-12-01T08:26:00.000Z",
    })
  })

  it("reads columns that a map names, and a currency per line", async () => {
    const { lines } = await read(
      "Bestellung,Mail,Datum,Artikel,Menge,Preis,Currency\n7,Ana@Shop.Example,2026-02-01,X,1,3,USD\n",
      {
        map: {
          order_id: "Bestellung",
          email: "mail",
          date: "Datum",
          sku: "Artikel",
          quantity: "Menge",
          unit_price: "Preis",
        },
      }
    )
    expect(lines[0]).toMatchObject({
      order_id: "7",
      email: "ana@shop.example",
      currency_code: "usd",
    })
  })

  test.each([
    ["unreadable", "1,c1,2026-01-05 10:00,S1,2\n"],
    ["unreadable", "1,c1,2026-01-05 10:00,S1,2,4.50,more\n"],
    ["no_order", ",c1,2026-01-05 10:00,S1,2,4.50\n"],
    ["no_customer", "1,,2026-01-05 10:00,S1,2,4.50\n"],
    ["no_product", "1,c1,2026-01-05 10:00,,2,4.50\n"],
    ["cancelled", "C1,c1,2026-01-05 10:00,S1,-2,4.50\n"],
    ["negative_quantity", "1,c1,2026-01-05 10:00,S1,-2,4.50\n"],
    ["zero_quantity", "1,c1,2026-01-05 10:00,S1,0,4.50\n"],
    ["bad_quantity", "1,c1,2026-01-05 10:00,S1,two,4.50\n"],
    ["bad_quantity", "1,c1,2026-01-05 10:00,S1,,4.50\n"],
    ["bad_quantity", "1,c1,2026-01-05 10:00,S1,1.5,4.50\n"],
    ["bad_quantity", "1,c1,2026-01-05 10:00,S1,1e12,4.50\n"],
    ["zero_price", "1,c1,2026-01-05 10:00,S1,2,0.00\n"],
    ["negative_price", "1,c1,2026-01-05 10:00,S1,2,-4.50\n"],
    ["bad_price", '1,c1,2026-01-05 10:00,S1,2,"4,50"\n'],
    ["bad_price", "1,c1,2026-01-05 10:00,S1,2,NaN\n"],
    ["bad_date", "1,c1,2026-02-30,S1,2,4.50\n"],
    ["bad_date", "1,c1,2026-01-05 25:00,S1,2,4.50\n"],
    ["bad_date", "1,c1,10000-01-01,S1,2,4.50\n"],
    ["bad_date", "1,c1,0,S1,2,4.50\n"],
    ["bad_date", "1,c1,1970-01-01,S1,2,4.50\n"],
    ["bad_date", "1,c1,2026-06-03,S1,2,4.50\n"],
    ["bad_date", "1,c1,12/1/2010 8:26,S1,2,4.50\n"],
    ["bad_date", "1,c1,,S1,2,4.50\n"],
    ["mixed_order", `1,c2,2026-01-05 10:00,S1,2,4.50\n`],
  ])("counts a line as %s: %s", async (reason, line) => {
    const { reasons, counts } = await read(HEADER + GOOD + line + "9,c9,2026-01-05 10:00,S9,1,1\n")
    expect(reasons).toEqual({ [reason]: 1 })
    expect(counts.usable).toBe(2)
  })

  test.each([
    ["a local time as the shop's summer time", "2026-05-05 10:00", "2026-05-05T08:00:00.000Z"],
    ["an offset", "2026-01-05T10:00:00-03:00", "2026-01-05T13:00:00.000Z"],
    ["UTC", "2026-01-05T10:00:00.250Z", "2026-01-05T10:00:00.250Z"],
    ["seconds", "1767607200", "2026-01-05T10:00:00.000Z"],
    ["milliseconds", "1767607200000", "2026-01-05T10:00:00.000Z"],
    ["a day alone", "2026-01-05", "2026-01-04T23:00:00.000Z"],
    ["less than a day ahead", "2026-06-01T20:00:00Z", "2026-06-01T20:00:00.000Z"],
  ])("understands %s", async (_, date, expected) => {
    const { lines } = await read(`${HEADER}1,c1,${date},S1,2,4.50\n`)
    expect(lines[0]?.occurred_at).toBe(expected)
  })

  it("counts a currency that is none", async () => {
    const { reasons } = await read(
      `order_id,email,date,sku,quantity,unit_price,currency\n1,a@b.example,2026-01-05,S,1,1,euro\n`
    )
    expect(reasons).toEqual({ bad_currency: 1 })
  })

  it("counts an e-mail that is none as no customer", async () => {
    const { reasons } = await read(
      "order_id,email,date,sku,quantity,unit_price\n1,ana,2026-01-05,S,1,1\n"
    )
    expect(reasons).toEqual({ no_customer: 1 })
  })

  it("keeps a quote inside a title", async () => {
    const { lines } = await read(
      'order_id,customer_id,date,sku,title,quantity,unit_price\n1,c1,2026-01-05,S,Plate 5" white,1,1\n'
    )
    expect(lines[0]?.title).toBe('Plate 5" white')
  })

  it("knows products also from lines that nobody can be credited with", async () => {
    const { products } = await read(
      `${HEADER}${GOOD}2,,2026-01-05,S1,1,5.00\n3,,2026-01-05,S1,1,5.00\n4,,2026-01-05,S2,1,7\n5,,2026-01-05,S3,1,0\n`
    )
    expect(products).toEqual([
      { sku: "S1", title: null, unit_price: "5.00" },
      { sku: "S2", title: null, unit_price: "7" },
    ])
  })

  it("counts every line of a file that is longer than the parser's buffers", async () => {
    const many = Array.from({ length: 20_000 }, (_, i) =>
      i % 10 === 0 ? `broken,${i}\n` : `${i},c${i % 500},2026-01-05 10:00,S${i % 50},1,1\n`
    )
    const { counts, reasons } = await read(gzipSync(HEADER + many.join("")), {}, "long.csv.gz")
    expect(counts.lines).toBe(20_000)
    expect(reasons).toEqual({ unreadable: 2000 })
  })

  describe("refuses, and says how to put it right:", () => {
    it("a file that is not there", async () => {
      await expect(openOrderHistory(path.join(folder, "none.csv"), OPTIONS)).rejects.toThrow(
        /none\.csv cannot be read: there is no such file; give the path/
      )
    })

    it("a folder", async () => {
      await expect(openOrderHistory(folder, OPTIONS)).rejects.toThrow(/is a folder; give the path/)
    })

    test.each([
      ["nothing", "", "empty.csv", /empty\.csv is empty; expected a CSV with a header line/],
      [
        "a .gz that is none",
        HEADER + GOOD,
        "plain.csv.gz",
        /is named \.gz but is not gzip; rename it/,
      ],
      [
        "a broken download",
        gzipSync(HEADER + GOOD.repeat(5000)).subarray(0, 90),
        "half.csv.gz",
        /half\.csv\.gz cannot be unpacked: it ends too early/,
      ],
      ["a picture", Buffer.from([137, 80, 78, 71, 0, 0, 0]), "picture.csv", /is not a text file/],
      [
        "another header",
        "InvoiceNo,Day,StockCode\n1,2,3\n",
        "other.csv",
        /no column for date, quantity, unit_price, customer_id or email; found "InvoiceNo", "Day", "StockCode"/,
      ],
      [
        "a quote that never closes",
        `${HEADER}${GOOD}2,"c1,2026-01-05 10:00,S1,2,4.50\n${GOOD.repeat(50)}`,
        "quote.csv",
        /quote\.csv: a quote that opens in line \d+ or before never closes; repair that line/,
      ],
    ])("%s", async (_, content, name, message) => {
      await expect(read(content, {}, name)).rejects.toThrow(message)
    })

    it("prices without any currency", async () => {
      const file = fileOf(HEADER + GOOD)
      const { currency: _, ...rest } = OPTIONS
      await expect(openOrderHistory(file, rest)).rejects.toThrow(/with --currency eur/)
    })

    it("a map to a column that is not there", async () => {
      const file = fileOf(HEADER + GOOD)
      await expect(openOrderHistory(file, { ...OPTIONS, map: { date: "Tag" } })).rejects.toThrow(
        /no column "Tag", which --map names for date/
      )
    })
  })

  it("reads titles from a file of products", async () => {
    const file = fileOf("StockCode,Description,lines\nS1,Lantern ,3\nS2,,4\n", "products.csv")
    expect([...(await readProductTitles(file))]).toEqual([["S1", "Lantern"]])
  })
})
