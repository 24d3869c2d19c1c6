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
      const { template } = await thanksByMail()
      const path = `/admin/kairos/templates/${template.id}`
      for (const refused of [
        await ctx.admin.delete(path),
        await ctx.admin.post(path, { purpose: "service" }),
      ]) {
        expect([refused.status, refused.body.type, refused.body.message]).toEqual([
          409,
          "conflict",
          expect.stringMatching(/^the template is used by "Thanks", so it.* cannot .*; archive/),
        ])
      }
      expect(ok(await ctx.admin.get(path)).template.purpose).toBe("marketing")
    })

    it("says why a delivery that is out can be neither cancelled nor tried again", async () => {
      await thanksByMail()
      const email = "ada@out.example"
      const consent = { email, purpose: "marketing", channel: "email", source: "checkout" }
      ok(await ctx.store.post("/store/kairos/consents", { ...consent, text_version: "test-1" }))
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

    async function thanksByMail() {
      const { template } = ok(
        await ctx.admin.post("/admin/kairos/templates", {
          name: "Thanks",
          locale: "en",
          purpose: "marketing",
          subject: "Thanks",
          body: "<p>Thank you.</p>",
        })
      )
      const args = { channel: "email", template_id: template.id }
      const { automation } = ok(
        await ctx.admin.post("/admin/kairos/automations", {
          name: "Thanks",
          objective: "inform",
          purpose: "marketing",
          trigger: { code: "order.placed", args: {} },
          conditions: null,
          steps: [
            {
              key: "first",
              wait: { minutes: 0 },
              valid_for_minutes: 60,
              conditions: null,
              actions: [{ code: "send_message", args }],
            },
          ],
          reentry: { kind: "always" },
        })
      )
      ok(await ctx.admin.post(`/admin/kairos/automations/${automation.id}/activate`))
      return { template, automation }
    }
  })
