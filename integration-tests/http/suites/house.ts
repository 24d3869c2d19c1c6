import { placeOrder, registerShopper } from "../../support/shopper"
import type { SuiteContext } from "../../support/suite-context"

/** That the base shop is a shop: everything else stands on it. */
export function house(ctx: SuiteContext): void {
  describe("the base shop", () => {
    it("takes an order from a customer with an account", async () => {
      const shopper = await registerShopper(ctx, "ada@shop.example")
      const order = await placeOrder(ctx, { shopper })
      expect(order).toMatchObject({ email: "ada@shop.example", total: 25 })
      expect(await ctx.knex()("order").select("id", "customer_id")).toEqual([
        { id: order.id, customer_id: shopper.id },
      ])
    })

    it("takes an order from a guest, in a database without the first test's customer", async () => {
      const order = await placeOrder(ctx, { email: "guest@shop.example" })
      expect(order).toMatchObject({ email: "guest@shop.example", total: 25 })
      expect(await ctx.knex()("customer").select("email", "has_account")).toEqual([
        { email: "guest@shop.example", has_account: false },
      ])
    })

    it("lets the admin in", async () => {
      expect((await ctx.admin.get("/admin/orders")).status).toBe(200)
      expect((await ctx.anyone.get("/admin/orders")).status).toBe(401)
    })
  })
}
