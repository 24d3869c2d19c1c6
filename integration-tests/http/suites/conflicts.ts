import { agreeTo, mailAutomation } from "../../support/marketer"
import { ok, placeOrder } from "../../support/shopper"
import type { SuiteContext } from "../../support/suite-context"

/** A 409 says what stands in the way and what to do about it: Medusa's stock sentence would hide that. */
export const conflictsSuite = (ctx: SuiteContext) =>
  describe("conflicts", () => {
    it("names the placement whose code is taken", async () => {
      const placement = { code: "home-hero", name: "Home" }
      ok(await ctx.admin.post("/admin/kairos/placements", placement))
      const again = await ctx.admin.post("/admin/kairos/placements", placement)
      expect([again.status, again.body]).toEqual([
        409,
        {
          type: "conflict",
          message: 'code: a placement "home-hero" exists already; choose another code',
        },
      ])
    })

    it("names the automations that use a template", async () => {
      const { template } = await mailAutomation(ctx.admin)
      const path = `/admin/kairos/templates/${template.id}`
      for (const refused of [
        await ctx.admin.delete(path),
        await ctx.admin.post(path, { purpose: "service" }),
      ]) {
        expect([refused.status, refused.body.type, refused.body.message]).toEqual([
          409,
          "conflict",
          expect.stringMatching(/^the template is used by "Hello", so it.* cannot .*; archive/),
        ])
      }
      expect(ok(await ctx.admin.get(path)).template.purpose).toBe("marketing")
    })

    it("says why a delivery that is out can be neither cancelled nor tried again", async () => {
      await mailAutomation(ctx.admin)
      const email = "ada@out.example"
      await agreeTo(ctx, email)
      await placeOrder(ctx, { email })
      await ctx.settled()
      const [delivery] = ok(await ctx.admin.get("/admin/kairos/deliveries")).deliveries
      expect(delivery.state).toBe("sent")
      for (const [verb, allowed] of [
        ["cancel", "only a delivery that has not left can be cancelled"],
        ["retry", "only a failed, dead or held delivery can be tried again"],
      ]) {
        const refused = await ctx.admin.post(`/admin/kairos/deliveries/${delivery.id}/${verb}`)
        expect([refused.status, refused.body]).toEqual([
          409,
          { type: "conflict", message: `state: this delivery is "sent"; ${allowed}` },
        ])
      }
    })
  })
