import { ok, registerShopper } from "../../support/shopper"
import { activated, couponAction, makeTemplate } from "../../support/marketer"
import type { SuiteContext } from "../../support/suite-context"

type Refusal = readonly [
  name: string,
  method: "POST",
  path: string,
  body: unknown,
  expected: RegExp,
]

const AUTOMATIONS = "/admin/kairos/automations"
const TEMPLATES = "/admin/kairos/templates"
const SETTINGS = "/admin/kairos/settings"

const automation = (more: object) => ({
  name: "Hello",
  trigger: { code: "order.placed", args: {} },
  steps: [{ key: "first", actions: [couponAction()] }],
  ...more,
})
const coupon = (args: Readonly<Record<string, unknown>>) =>
  automation({ steps: [{ key: "first", actions: [couponAction(args)] }] })
const template = (more: object) => ({
  name: "Hello",
  locale: "en",
  purpose: "marketing",
  subject: "Hello",
  body: "<p>Hello</p>",
  ...more,
})

/** What one call refuses: 4xx that names the field, and nothing is written. The index is integration-tests/support/bad-inputs.ts. */
const REFUSALS: readonly Refusal[] = [
  [
    "IN13 half a character in a name",
    "POST",
    AUTOMATIONS,
    automation({ name: "a\ud800b" }),
    /name/,
  ],
  [
    "IN13 half a character in a template",
    "POST",
    TEMPLATES,
    template({ name: "a\ud800b" }),
    /name/,
  ],
  [
    "IN14 a name of 10,000 characters",
    "POST",
    TEMPLATES,
    template({ name: "a".repeat(1e4) }),
    /name/,
  ],
  ["IN14 a name of 1 MB", "POST", AUTOMATIONS, automation({ name: "a".repeat(1e6) }), /large/],
  ["IN30 NaN for a number", "POST", SETTINGS, { holdout_percent: "NaN" }, /holdout_percent/],
  [
    "IN30 Infinity for a number",
    "POST",
    AUTOMATIONS,
    automation({ priority: "Infinity" }),
    /priority/,
  ],
  ["IN52 a cap of 0", "POST", SETTINGS, { caps: [{ max: 0, days: 1 }] }, /caps\.0\.max/],
  ["IN52 a cap of -1", "POST", SETTINGS, { caps: [{ max: -1, days: 1 }] }, /caps\.0\.max/],
  ["IN52 a cap of 1.5", "POST", SETTINGS, { caps: [{ max: 1.5, days: 1 }] }, /caps\.0\.max/],
  [
    "IN53 equal quiet hours",
    "POST",
    SETTINGS,
    { quiet_hours: { from: "21:00", to: "21:00" } },
    /quiet_hours/,
  ],
  [
    "IN53 quiet hours at 25:00",
    "POST",
    SETTINGS,
    { quiet_hours: { from: "25:00", to: "08:00" } },
    /quiet_hours/,
  ],
  [
    "IN56 an include of a file",
    "POST",
    TEMPLATES,
    template({ body: `<mjml><mj-body><mj-include path="/etc/passwd" /></mj-body></mjml>` }),
    /mj-include/,
  ],
  ["IN64 a prefix with spaces", "POST", AUTOMATIONS, coupon({ prefix: "A B" }), /prefix/],
  ["IN64 a code of one's own", "POST", AUTOMATIONS, coupon({ code: "summer" }), /code/],
  [
    "IN65 a schedule of every second",
    "POST",
    AUTOMATIONS,
    automation({ trigger: { code: "order.placed", args: { cron: "* * * * * *" } } }),
    /cron/,
  ],
  [
    "IN65 a day that never comes",
    "POST",
    AUTOMATIONS,
    automation({ schedule: "0 0 31 2 *" }),
    /schedule/,
  ],
]

export const badInputCases = (ctx: SuiteContext) =>
  describe("bad input, case by case", () => {
    it.each(REFUSALS)("%s", async (_name, method, path, body, expected) => {
      const written = async () =>
        Promise.all(
          ["kairos_automation", "kairos_template", "kairos_setting", "kairos_audit"].map((table) =>
            ctx.knex()(table).count()
          )
        )
      const before = await written()
      const answer = await ctx.admin.raw(method, path, JSON.stringify(body), "application/json")
      expect(answer.status).toBeGreaterThanOrEqual(400)
      expect(answer.status).toBeLessThan(500)
      expect(JSON.stringify(answer.body)).toMatch(expected)
      expect(await written()).toEqual(before)
    })

    it.each([
      ["IN16 a name that is a template", "{{constructor.constructor('return process')()}}"],
      ["IN16 a name that asks for a secret", "{{#with this}}{{@root.secret}}{{/with}}"],
      ["IN17 a name that is markup", `"><img src=x onerror=alert(1)><script>`],
    ])("%s stays a name", async (_name, first_name) => {
      const shopper = await registerShopper(ctx, "mallory@cases.example", { first_name })
      const made = await makeTemplate(ctx.admin, {
        subject: "Hello {{default customer.first_name 'you'}}",
        body: "<p>{{default customer.first_name 'you'}}</p>",
      })
      const { rendered } = ok(
        await ctx.admin.post(`${TEMPLATES}/${made.id}/render`, { customer_id: shopper.id })
      )
      expect(rendered.subject).toBe(`Hello ${first_name}`)
      expect(rendered.html).not.toMatch(/<img src=x|<script>|\[object/)
      expect(rendered.text).toContain(first_name)
    })

    it("IN51 of two automations with one priority it is always the same one", async () => {
      await ctx.admin.post("/admin/kairos/placements", { code: "home-hero", name: "Home" })
      const shows = (headline: string) =>
        activated(ctx.admin, {
          name: headline,
          objective: "inform",
          priority: 50,
          trigger: { code: "placement.requested", args: {} },
          steps: [
            {
              key: "show",
              actions: [
                {
                  code: "show_content",
                  args: { placement: "home-hero", content: { headline, body: "New." } },
                },
              ],
            },
          ],
        })
      for (const name of ["One", "Two", "Three"]) {
        await shows(name)
      }
      const seen = new Set<string>()
      for (let i = 0; i < 10; i++) {
        const { content } = ok(
          await ctx.store.get("/store/kairos/content", { placements: "home-hero" })
        )
        seen.add(content["home-hero"]?.headline as string)
      }
      expect(seen.size).toBe(1)
      expect([...seen][0]).toEqual(expect.any(String))
    })
  })
