import type { ValueDefinition } from "../../core/profile/worth"
import type { Runtime } from "../support/runtime"
import { purchasesOfOrders } from "./purchases-of-orders"

const IN = "included"
const OUT = "excluded"

/** As Medusa's order module answers: a number, and the exact decimal of it. */
const totals = (exact: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(exact).flatMap(([name, value]) => [
      [name, Number(value)],
      [`raw_${name}`, { value, precision: 20 }],
    ])
  )

/** Goods for 60 less a quarter, and 5 for shipping less a fifth, with a quarter of both as tax; a tenth of it was given back. */
const discounted = (id: string) => ({
  id,
  ...totals({
    original_item_total: "75",
    original_item_tax_total: "15",
    item_total: "56.25",
    item_tax_total: "11.25",
    original_shipping_total: "6.25",
    original_shipping_tax_total: "1.25",
    shipping_total: "5",
    shipping_tax_total: "1",
    discount_total: "20",
    total: "61.25",
  }),
})
const row = (external_id: string) => ({
  id: `medusa:${external_id}`,
  external_id,
  customer_id: "ada",
  email: null,
  occurred_at: new Date("2026-03-01T10:00:00.000Z"),
  currency_code: "eur",
  total: "61.25",
  refunded: "6.125",
  canceled: false,
  item_count: 3,
})

function shop(value: ValueDefinition, orders: readonly { readonly id: string }[]) {
  const asked: number[] = []
  const runtime = {
    options: { value },
    knex: { raw: async () => ({ rows: orders.map(({ id }) => row(id)) }) },
    container: {
      resolve: () => ({
        listOrders: async ({ id }: { id: readonly string[] }) => {
          asked.push(id.length)
          return orders.filter((order) => id.includes(order.id))
        },
      }),
    },
  } as unknown as Runtime
  return {
    asked,
    read: () =>
      purchasesOfOrders(
        runtime,
        orders.map(({ id }) => id)
      ),
  }
}

describe("orders as the events and the sweep read them (E-11)", () => {
  it.each([
    ["all of it", { tax: IN, shipping: IN }, "61.25", "6.125"],
    ["all but tax", { tax: OUT, shipping: IN }, "49", "4.9"],
    ["all but shipping", { tax: IN, shipping: OUT }, "56.25", "5.625"],
    ["goods alone", { tax: OUT, shipping: OUT }, "45", "4.5"],
  ] as const)("with a discount and tax, %s", async (_, value, total, refunded) => {
    expect(await shop(value, [discounted("o1")]).read()).toMatchObject([{ total, refunded }])
  })

  it("goes by the exact decimals that Medusa keeps beside its numbers", async () => {
    const third = { ...discounted("o1"), item_total: 1, item_tax_total: 1 }
    const [read] = await shop({ tax: IN, shipping: OUT }, [third]).read()
    expect(read?.total).toBe("56.25")
  })

  it("asks Medusa for a hundred at once, and for none where all counts", async () => {
    const many = Array.from({ length: 201 }, (_, no) => discounted(`o${no}`))
    const goods = shop({ tax: OUT, shipping: OUT }, many)
    expect((await goods.read()).filter(({ total }) => total === "45")).toHaveLength(201)
    expect(goods.asked).toEqual([100, 100, 1])
    const whole = shop({ tax: IN, shipping: IN }, many)
    await whole.read()
    expect(whole.asked).toEqual([])
  })
})
