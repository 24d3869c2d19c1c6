import { mailAction, makeTemplate } from "../../support/marketer"
import { ok } from "../../support/shopper"
import type { SuiteContext } from "../../support/suite-context"

export const automationsSuite = (ctx: SuiteContext) =>
  describe("automations", () => {
    const rule = (operator: string, value: number) => ({
      field: "profile.order_count",
      operator,
      value,
    })
    const thanks = (template_id: string, more: object = {}) => ({
      name: "Thanks",
      trigger: { code: "order.placed", args: {} },
      steps: [{ key: "first", actions: [mailAction(template_id)] }],
      ...more,
    })
    const template = async (body: string) => (await makeTemplate(ctx.admin, { body })).id

    it("are accepted with conditions that nobody can fulfil, and say so wherever they are read", async () => {
      const nobody = { combinator: "and", rules: [rule(">", 30), rule("<", 20)] }
      const warning = {
        en: "Nobody can ever fulfil both “the number of orders is more than 30” and “the number of orders is less than 20”; change one of them, or let one of the two be enough.",
        es: expect.stringMatching(/^Nadie puede cumplir/),
        pt: expect.stringMatching(/^Ninguém pode cumprir/),
      }
      const id = await template("<p>Thank you.</p>")
      const made = await ctx.admin.post(
        "/admin/kairos/automations",
        thanks(id, { conditions: nobody })
      )
      expect([made.status, made.body.automation.warnings]).toEqual([201, [warning]])
      const path = `/admin/kairos/automations/${made.body.automation.id}`
      expect(ok(await ctx.admin.get(path)).automation.warnings).toEqual([warning])
      const either = { ...nobody, combinator: "or" }
      const changed = await ctx.admin.post(path, thanks(id, { conditions: either }))
      expect(ok(changed).automation.warnings).toEqual([])
    })

    it("are refused with a template that needs what their trigger does not bring", async () => {
      const id = await template("<p>Order {{order.display_id}}</p>")
      const trigger = { code: "customer.registered", args: {} }
      const refused = await ctx.admin.post("/admin/kairos/automations", thanks(id, { trigger }))
      expect([refused.status, refused.body.message]).toEqual([
        400,
        expect.stringMatching(
          /^steps\[0\]\.actions\[0\]\.args\.template_id: .* needs order, but the trigger "customer\.registered" brings none; choose another template/
        ),
      ])
      expect(ok(await ctx.admin.get("/admin/kairos/automations")).count).toBe(0)
      ok(await ctx.admin.post("/admin/kairos/automations", thanks(id)))
    })
  })
