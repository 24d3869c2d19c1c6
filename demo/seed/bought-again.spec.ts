import { boughtAgainSoon } from "./bought-again"

const thing = {
  plan_id: "kplan_1",
  parcel: true,
  product_id: "prod_1",
  variant_id: "variant_1",
  sku: "85099B",
  title: "Jumbo Bag",
  price: 1.95,
}
const ana = { id: "cus_ana", email: "ana@kairos.example" }
const boughtAt = (days: number, now: string) =>
  boughtAgainSoon({ ...thing, days }, ana, { now, zone: "Europe/Madrid", currency_code: "gbp" })
    .occurred_at

describe("what the demo's history has somebody buy again", () => {
  it("was bought a life before the week in which its buyer is reminded, five minutes from now", () => {
    expect(boughtAt(30, "2026-12-20T09:00:00.000Z")).toBe("2026-11-27T09:05:00.000Z")
  })

  it("counts days as the shop's clocks do, whatever was done to them meanwhile", () => {
    expect(boughtAt(77, "2026-11-30T14:50:09.712Z")).toBe("2026-09-21T13:55:00.000Z")
  })

  it("is one thing, for its price", () => {
    const here = { now: "2026-12-20T09:00:00.000Z", zone: "UTC", currency_code: "gbp" }
    expect(boughtAgainSoon({ ...thing, days: 30 }, ana, here)).toMatchObject({
      id: "demo:again-85099B",
      customer_id: "cus_ana",
      total: "1.95",
      lines: [{ sku: "85099B", quantity: 1, unit_price: "1.95" }],
    })
  })
})
