import { activated, mailAction, makeTemplate } from "../../support/marketer"
import { ok, placeOrder } from "../../support/shopper"
import type { SuiteContext } from "../../support/suite-context"

/** Who changed what and when (A8), and an older version made the current one again (R8). */
export const auditSuite = (ctx: SuiteContext) =>
  describe("the audit", () => {
    const entries = async (query: Record<string, string | number> = {}) =>
      ok(await ctx.admin.get("/admin/kairos/audit", query)).entries as {
        action: string
        entity: string
        entity_id: string
        entity_name: string | null
        actor: string
        changed: string[] | null
      }[]
    const thanks = (template_id: string, more: object = {}) => ({
      name: "Thanks",
      trigger: { code: "order.placed", args: {} },
      steps: [{ key: "first", wait: { minutes: 30 }, actions: [mailAction(template_id)] }],
      ...more,
    })

    it("names who changed what, and can be changed by nobody", async () => {
      const template = await makeTemplate(ctx.admin)
      const automation = await activated(ctx.admin, thanks(template.id))
      const path = `/admin/kairos/automations/${automation.id}`
      ok(await ctx.admin.post(`/admin/kairos/templates/${template.id}`, { subject: "New" }))
      ok(await ctx.admin.post("/admin/kairos/settings", { caps: [{ max: 3, days: 1 }] }))
      ok(
        await ctx.store.post("/store/kairos/consents", {
          email: "ada@audit.example",
          purpose: "marketing",
          channel: "email",
          source: "checkout",
          text_version: "1",
        })
      )
      await placeOrder(ctx, { email: "ada@audit.example" })
      await ctx.settled()
      const [delivery] = ok(await ctx.admin.get("/admin/kairos/deliveries")).deliveries
      ok(await ctx.admin.post(`/admin/kairos/deliveries/${delivery.id}/cancel`))
      ok(await ctx.admin.post(path, thanks(template.id, { priority: 70, holdout_percent: 5 })))

      const [{ id: user }] = ok(await ctx.admin.get("/admin/users")).users
      const all = await entries()
      expect(all.map(({ entity, action }) => `${entity} ${action}`)).toEqual([
        "automation edit",
        "delivery cancel",
        "setting set",
        "template edit",
        "automation active",
        "automation create",
        "template create",
      ])
      expect(new Set(all.map(({ actor }) => actor))).toEqual(new Set([user]))
      expect(all[0]).toMatchObject({ entity_name: "Thanks", entity_id: automation.id })
      expect(all[0]?.changed?.sort()).toEqual(["holdout_percent", "priority"])
      expect(all[2]).toMatchObject({ entity_id: "caps", changed: null })
      expect(all[3]).toMatchObject({ entity_name: "Hello", changed: ["subject"] })

      expect(await entries({ entity: "template" })).toHaveLength(2)
      expect(await entries({ entity_id: automation.id, action: "edit" })).toHaveLength(1)
      expect(await entries({ actor: "user_other" })).toEqual([])
      expect(await entries({ to: "2020-01-01T00:00:00Z" })).toEqual([])
      expect((await entries({ limit: 2, offset: 5 })).map(({ entity }) => entity)).toEqual([
        "automation",
        "template",
      ])
      const refused = await ctx.admin.get("/admin/kairos/audit", { entity: "Automation!" })
      expect([refused.status, refused.body.message]).toEqual([
        400,
        expect.stringMatching(/^entity: expected a code such as automation/),
      ])
      for (const change of ["update kairos_audit set actor = 'x'", "delete from kairos_audit"]) {
        await expect(ctx.knex().raw(change)).rejects.toThrow("kairos_audit is append-only")
      }
      expect((await ctx.store.get("/admin/kairos/audit")).status).toBe(401)
    })

    it("shows an older version made the current one again, as a new one", async () => {
      const template = await makeTemplate(ctx.admin)
      const { id } = await activated(ctx.admin, thanks(template.id))
      const path = `/admin/kairos/automations/${id}`
      ok(await ctx.admin.post(path, thanks(template.id, { name: "Other", priority: 70 })))
      const { automation } = ok(await ctx.admin.post(`${path}/versions/1/restore`))
      expect(automation).toMatchObject({ version: 3, name: "Thanks", priority: 50 })
      expect(automation.status).toBe("active")
      const { versions } = ok(await ctx.admin.get(`${path}/versions`))
      expect(versions.map((one: { definition: { name: string } }) => one.definition.name)).toEqual([
        "Thanks",
        "Other",
        "Thanks",
      ])
      expect((await entries())[0]).toMatchObject({
        action: "restore",
        entity_id: id,
        changed: expect.arrayContaining(["name", "priority"]),
      })
      for (const version of ["9", "0", "x", "1.5"]) {
        const { status, body } = await ctx.admin.post(`${path}/versions/${version}/restore`)
        expect([status, body.message]).toEqual([404, expect.stringContaining(`"${version}"`)])
      }

      // What it sent may be gone: then the version is refused, and nothing changes.
      const later = await makeTemplate(ctx.admin)
      ok(await ctx.admin.post(path, thanks(later.id)))
      ok(await ctx.admin.delete(`/admin/kairos/templates/${template.id}`))
      const gone = await ctx.admin.post(`${path}/versions/1/restore`)
      expect([gone.status, gone.body.message]).toEqual([
        400,
        expect.stringContaining("steps[0].actions[0].args.template_id"),
      ])
      expect(ok(await ctx.admin.get(path)).automation.version).toBe(4)
    })
  })
