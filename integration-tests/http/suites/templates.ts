import { CONSENT_MODULE } from "../../../src/modules/kairos-consent"
import type { ConsentService } from "../../../src/modules/kairos-consent/service"
import { placeOrder, registerShopper } from "../../support/shopper"
import type { SuiteContext } from "../../support/suite-context"

const template = {
  name: "Thank you",
  locale: "en",
  purpose: "marketing",
  subject: "Thank you, {{default customer.first_name 'friend'}}",
  body: `<mjml><mj-body><mj-section><mj-column>
    <mj-text>Order {{order.display_id}}: {{order.total}}</mj-text>
    {{#each order.items}}<mj-text>{{quantity}} × {{title}}</mj-text>{{/each}}
    {{#if coupon}}<mj-text>Code {{coupon.code}}</mj-text>{{/if}}
    {{#offer}}<mj-button href="{{links.shop}}">Shop</mj-button>{{/offer}}
  </mj-column></mj-section></mj-body></mjml>`,
}

export const templatesSuite = (ctx: SuiteContext) =>
  describe("templates", () => {
    const create = async (changes: object = {}) => {
      const answer = await ctx.admin.post("/admin/kairos/templates", { ...template, ...changes })
      if (answer.status !== 201) {
        throw new Error(JSON.stringify(answer.body))
      }
      return answer.body.template
    }

    it("are created, read, changed as a new version, and archived", async () => {
      const made = await create()
      expect(made).toMatchObject({ ...template, version: 1, text: null })
      expect(made.compiled).toBeUndefined()
      const path = `/admin/kairos/templates/${made.id}`
      const changed = await ctx.admin.post(path, { subject: "Thanks!" })
      expect(changed.body.template).toMatchObject({
        version: 2,
        subject: "Thanks!",
        body: template.body,
      })
      expect((await ctx.admin.get("/admin/kairos/templates", { q: "thank" })).body).toMatchObject({
        count: 1,
        offset: 0,
        limit: 20,
      })
      expect((await ctx.admin.get("/admin/kairos/templates", { q: "%" })).body.count).toBe(0)
      expect((await ctx.admin.delete(path)).body).toEqual({
        id: made.id,
        object: "template",
        deleted: true,
      })
      expect((await ctx.admin.get("/admin/kairos/templates")).body.templates).not.toContainEqual(
        expect.objectContaining({ id: made.id })
      )
      expect((await ctx.admin.get(path)).status).toBe(200)
      expect((await ctx.admin.post(path, { subject: "x" })).status).toBe(404)
      expect((await ctx.admin.delete(path)).status).toBe(404)
      expect((await ctx.admin.get("/admin/kairos/templates/ktpl_nobody")).status).toBe(404)
      expect((await ctx.store.get("/admin/kairos/templates")).status).toBe(401)
    })

    it("are refused at save with the place and the fix", async () => {
      const drafts: readonly (readonly [object, RegExp])[] = [
        [{ body: { type: "Program", body: [] } }, /body: must be a text/],
        [{ subject: [] }, /subject: must be a text/],
        [{ subject: "" }, /subject: is empty/],
        [{ subject: "x".repeat(300) }, /at most 255/],
        [{ subject: "a\nb" }, /one line/],
        [
          { body: "<p>\n{{customr.first_name}}" },
          /body line 2: .*did you mean "customer\.first_name"/,
        ],
        [{ body: "{{#if order}}x" }, /not closed/],
        [{ body: "{{{customer.email}}}" }, /raw output/],
        [{ body: `<a href="javascript:x">x</a>` }, /https/],
        [{ body: "<p>" + "{{#if order}}".repeat(2000) }, /deep/],
        [{ body: "x".repeat(70_000) }, /64 KB/],
        [{ text: "{{customer.first_name}}" }, /text line 1: .*may be missing/],
        [{ name: " " }, /name: expected a name/],
        [{ locale: "xx" }, /locale: expected one of en, es, pt/],
        [{ purpose: "spam" }, /purpose: expected one of/],
        [{ html: "x" }, /html: is not a known field/],
      ]
      for (const [changes, message] of drafts) {
        const answer = await ctx.admin.post("/admin/kairos/templates", { ...template, ...changes })
        expect([answer.status, answer.body.message]).toEqual([400, expect.stringMatching(message)])
      }
      expect((await ctx.knex()("kairos_template").where({ name: template.name })).length).toBe(0)
    })

    it("are shown as a chosen customer would get them, and leave nothing behind", async () => {
      const made = await create()
      const shopper = await registerShopper(ctx, "zoe@shop.example", { first_name: `Zoë <b>"x"` })
      await placeOrder(ctx, { shopper })
      await ctx.settled()
      await ctx.knex()("kairos_contact").delete()
      const before = await counts()
      const shown = await ctx.admin.post(`/admin/kairos/templates/${made.id}/render`, {
        customer_id: shopper.id,
      })
      expect(shown.status).toBe(200)
      const { subject, html, text, warnings } = shown.body.rendered
      expect(subject).toBe(`Thank you, Zoë <b>"x"`)
      expect(text).toMatch(/Order \d+: €25\.00/)
      expect(text).toContain("1 × Mug")
      expect(text).toContain("Code SAMPLE-1234")
      expect(text).not.toContain("Shop: ")
      expect(text).toContain("1 Market Street")
      expect(html).toContain("Unsubscribe")
      expect(warnings.join(" ")).toMatch(/has not agreed/)
      const draft = {
        ...template,
        name: undefined,
        subject: "{{customer.email}}",
        customer_id: shopper.id,
      }
      expect((await ctx.admin.post("/admin/kairos/templates/render", draft)).body.message).toMatch(
        /may be missing/
      )
      const sample = await ctx.admin.post("/admin/kairos/templates/render", {
        ...template,
        name: undefined,
      })
      expect(sample.body.rendered.subject).toBe("Thank you, Ana")
      expect(await counts()).toEqual(before)
    })

    it("say what a customer lacks, and that there is no such customer", async () => {
      const made = await create()
      const shopper = await registerShopper(ctx, "new@shop.example")
      const path = `/admin/kairos/templates/${made.id}/render`
      const without = await ctx.admin.post(path, { customer_id: shopper.id })
      expect([without.status, without.body.message]).toEqual([
        400,
        expect.stringMatching(/needs order/),
      ])
      expect((await ctx.admin.post(path, { customer_id: "cus_nobody" })).status).toBe(404)
    })

    it("show offers to whoever agreed", async () => {
      const made = await create()
      const shopper = await registerShopper(ctx, "eva@shop.example")
      await placeOrder(ctx, { shopper })
      const consent = ctx.container().resolve<ConsentService>(CONSENT_MODULE)
      const act = {
        email: shopper.email,
        purpose: "marketing",
        channel: "email",
        source: "preferences",
      }
      await consent.record([{ ...act, granted: true, actor: `customer:${shopper.id}` }])
      const shown = await ctx.admin.post(`/admin/kairos/templates/${made.id}/render`, {
        customer_id: shopper.id,
      })
      expect(shown.body.rendered.text).toContain("Shop: ")
      expect(shown.body.rendered.text).toMatch(/because you agreed to it on/)
    })

    async function counts(): Promise<unknown> {
      const tables = [
        "kairos_contact",
        "kairos_coupon",
        "kairos_delivery",
        "kairos_decision",
        "notification",
      ]
      const rows = await Promise.all(tables.map((table) => ctx.knex()(table).count({ count: "*" })))
      return rows.map(([row]) => row?.count)
    }
  })
