import { preferencesLink } from "../../../src/workflows/messages/links"
import { runtimeOf } from "../../../src/workflows/support/runtime"
import { CONSENT_MODULE } from "../../../src/modules/kairos-consent"
import type { ConsentService } from "../../../src/modules/kairos-consent/service"
import { askedByMail, confirmByMail } from "../../support/confirm-by-mail"
import { ok, registerShopper } from "../../support/shopper"
import type { SuiteContext } from "../../support/suite-context"
import { until } from "../../support/until"

const EMAIL = "guest@shop.example"
const given = {
  email: EMAIL,
  purpose: "marketing",
  channel: "email",
  source: "checkout",
  text_version: "marketing-email/2026-11/en",
}

export const consentsSuite = (ctx: SuiteContext) =>
  describe("consent over HTTP", () => {
    const consent = () => ctx.container().resolve<ConsentService>(CONSENT_MODULE)
    const granted = async (email = EMAIL, key = "marketing:email") =>
      (await consent().readContact(email)).consents[key]?.granted

    it("a guest's counts at once, with its evidence", async () => {
      const answer = await ctx.store.post("/store/kairos/consents", given)
      expect([answer.status, answer.body]).toEqual([202, {}])
      expect(await granted("GUEST@shop.example")).toBe(true)
      await ctx.store.post("/store/kairos/consents", given)
      const { body } = await ctx.admin.get("/admin/kairos/consents", { email: EMAIL })
      expect(body).toMatchObject({ count: 1, offset: 0 })
      expect(body.consents[0]).toMatchObject({
        source: "checkout",
        text_version: given.text_version,
        actor: "guest",
        granted: true,
      })
    })

    it("a stranger cannot undo a withdrawal: its owner confirms by mail, and sees the same answer", async () => {
      const email = "gone@shop.example"
      const act = {
        email,
        purpose: "marketing",
        channel: "email",
        source: "unsubscribe_link",
        actor: "link",
      }
      await consent().record([{ ...act, granted: false }])
      for (let i = 0; i < 5; i++) {
        const answer = await ctx.store.post("/store/kairos/consents", { ...given, email })
        expect([answer.status, answer.body]).toEqual([202, {}])
      }
      expect(await granted(email)).toBe(false)
      const mails = await until("the confirmation", async () => {
        const found = await ctx.mailbox().messages(email)
        return found.length === 3 ? found : null
      })
      expect(mails).toHaveLength(3)
      expect(mails[0]?.headers["List-Unsubscribe"]).toBeUndefined()
      const link = new URL(/: (http\S+\/kairos\/confirm\S+)/.exec(mails[0]?.text ?? "")?.[1] ?? "")
      await ctx.anyone.get(`${link.pathname}${link.search}`)
      expect(await granted(email)).toBe(false)
      await ctx.anyone.post(`${link.pathname}${link.search}`)
      expect(await granted(email)).toBe(true)
    })

    it("an account made later does not undo a guest's withdrawal by a checkbox, and undoes its own (E-13)", async () => {
      const email = "grace@shop.example"
      ok(await ctx.store.post("/store/kairos/consents", { ...given, email }))
      await consent().record([
        { ...given, email, granted: false, source: "one_click", actor: "link" },
      ])
      const grace = ctx.storeAs(await registerShopper(ctx, email))
      const checkbox = () => grace.post("/store/kairos/consents", { ...given, email })
      expect((await checkbox()).status).toBe(202)
      expect(await granted(email)).toBe(false)
      // Whoever reads the address confirms it, and then it counts.
      await confirmByMail(ctx, email)
      expect(await granted(email)).toBe(true)
      const consents = [{ purpose: "marketing", channel: "email", granted: false }]
      ok(await grace.post("/store/kairos/preferences", { consents }))
      expect(await granted(email)).toBe(false)
      expect((await checkbox()).status).toBe(202)
      expect(await granted(email)).toBe(true)
    })

    it("by the preferences of an account does not undo what a mail's link took back either, until it is confirmed", async () => {
      const email = "hedy@shop.example"
      const said = { email, granted: false, source: "preferences_link", actor: "link" }
      const both = [
        { purpose: "marketing", channel: "email" },
        { purpose: "profiling", channel: "on_site" },
      ]
      await consent().record(both.map((one) => ({ ...said, ...one })))
      const hedy = ctx.storeAs(await registerShopper(ctx, email))
      const objection = await hedy.post("/store/kairos/privacy/object", { objected: false })
      expect(objection.body).toEqual({ profiling_objected: true, unconfirmed: [both[1]] })
      await askedByMail(ctx, email)
      const consents = [
        ...both.map((one) => ({ ...one, granted: true })),
        { purpose: "personalisation", channel: "on_site", granted: true },
      ]
      const { preferences } = ok(await hedy.post("/store/kairos/preferences", { consents }))
      expect(preferences.unconfirmed).toEqual(both)
      const answers = [...both, consents[2]!].map(({ purpose, channel }) =>
        granted(email, `${purpose}:${channel}`)
      )
      expect(await Promise.all(answers)).toEqual([false, false, true])
      await confirmByMail(ctx, email, 2)
      expect(await granted(email)).toBe(true)
      expect(await granted(email, "profiling:on_site")).toBe(true)
      expect(ok(await hedy.get("/store/kairos/preferences")).preferences.unconfirmed).toEqual([])
      const records = await ctx.knex()("kairos_consent").where({ email, source: "confirmation" })
      expect(records.map(({ evidence }) => evidence)).toEqual([
        { asked_at: "preferences" },
        { asked_at: "preferences" },
      ])
    })

    it("limits of a mail's link are loosened by an account once they are confirmed, and narrowed at once (E-13)", async () => {
      const email = "lise@shop.example"
      const lise = ctx.storeAs(await registerShopper(ctx, email))
      const limits = async () => {
        const { paused_until, frequency, quiet_hours } = (await consent().readPerson(email))!
        return { paused_until, frequency, quiet_hours }
      }
      const runtime = runtimeOf(ctx.container())
      const { pathname, search } = new URL(
        await preferencesLink(runtime, await consent().personId(email))
      )
      const fields = "action=save&pause=30&frequency=2%2F31&quiet_from=21%3A00&quiet_to=09%3A00"
      await ctx.anyone.raw(
        "POST",
        `${pathname}${search}`,
        fields,
        "application/x-www-form-urlencoded"
      )
      const set = await limits()
      expect(set).toMatchObject({ frequency: { max: 2, days: 31 }, quiet_hours: { from: "21:00" } })
      const loose = {
        paused_until: null,
        frequency: { max: 50, days: 1 },
        quiet_hours: { from: "03:00", to: "04:00" },
      }
      const answer = await lise.post("/store/kairos/preferences", { ...loose, topics: ["kitchen"] })
      const { preferences } = ok(answer)
      expect(preferences).toMatchObject({ ...set, topics: ["kitchen"] })
      expect(preferences.unconfirmed).toEqual(
        Object.entries(loose).map(([preference, value]) => ({ preference, value }))
      )
      expect(await limits()).toEqual(set)
      const narrow = { frequency: { max: 1, days: 31 } }
      expect(ok(await lise.post("/store/kairos/preferences", narrow)).preferences).toMatchObject({
        ...narrow,
        unconfirmed: [],
      })
      // The narrower frequency was said after the mail was asked for, so the mail has no say in it any more.
      await confirmByMail(ctx, email)
      expect(await limits()).toEqual({ ...loose, ...narrow })
    })

    it("of a stranger does not undo what the provider reports of its owner", async () => {
      const email = "left@shop.example"
      await consent().suppress(email, "email", "unsubscribed", "webhook")
      ok(await ctx.store.post("/store/kairos/consents", { ...given, email }))
      expect(await granted(email)).toBeUndefined()
      await confirmByMail(ctx, email)
      expect(await granted(email)).toBe(true)
    })

    it("never lifts a suppression", async () => {
      const email = "bounced@shop.example"
      await consent().suppress(email, "email", "hard_bounce", "webhook")
      expect((await ctx.store.post("/store/kairos/consents", { ...given, email })).status).toBe(202)
      expect((await consent().readContact(email)).suppressed.email?.cause).toBe("hard_bounce")
    })

    it("refuses what is not a consent, and names the field", async () => {
      const bodies: readonly (readonly [unknown, RegExp])[] = [
        [{ ...given, email: "a@@b" }, /email:/],
        [{ ...given, email: "a@x.com\r\nBcc: b@y.com" }, /email:/],
        [{ ...given, email: { $gt: "" } }, /email:/],
        [{ ...given, purpose: "service" }, /purpose: expected one of marketing/],
        [{ ...given, channel: "fax" }, /channel: expected one of email/],
        [{ ...given, granted: false }, /granted: is not a known field/],
        [{ ...given, source: "<script>" }, /source:/],
        [{ ...given, text_version: undefined }, /text_version:/],
        [[], /./],
        ["x", /./],
      ]
      for (const [body, message] of bodies) {
        const answer = await ctx.store.post("/store/kairos/consents", body)
        expect([body, answer.status, answer.body.message]).toEqual([
          body,
          400,
          expect.stringMatching(message),
        ])
      }
      expect((await consent().evidence.list({ offset: 0, limit: 1 })).count).toBe(0)
    })

    it("answers 429 to a flood, and takes a checkout's few", async () => {
      const statuses: number[] = []
      for (let i = 0; i < 64; i++) {
        statuses.push((await ctx.store.post("/store/kairos/consents", given)).status)
      }
      expect(statuses.slice(0, 60).every((status) => status === 202)).toBe(true)
      expect(statuses.slice(60).every((status) => status === 429)).toBe(true)
    })

    it("preferences are the logged-in person's, and need a login", async () => {
      expect((await ctx.store.get("/store/kairos/preferences")).status).toBe(401)
      expect((await ctx.store.post("/store/kairos/preferences", {})).status).toBe(401)
      const ada = await registerShopper(ctx, "Ada.B@shop.example")
      const own = ctx.storeAs(ada)
      const before = await own.get("/store/kairos/preferences")
      expect(before.headers.get("cache-control")).toBe("private, no-store")
      expect(before.body.preferences.consents).toEqual([
        { purpose: "marketing", channel: "email", granted: false, since: null, source: null },
        {
          purpose: "personalisation",
          channel: "on_site",
          granted: false,
          since: null,
          source: null,
        },
        { purpose: "profiling", channel: "on_site", granted: true, since: null, source: null },
      ])
      const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
      const saved = await own.post("/store/kairos/preferences", {
        consents: [{ purpose: "marketing", channel: "email", granted: true }],
        frequency: { max: 2, days: 7 },
        quiet_hours: { from: "21:00", to: "09:00" },
        paused_until: `${until}T18:00:00+01:00`,
        topics: ["kitchen"],
        locale: "es",
        time_zone: "Europe/Madrid",
      })
      expect(saved.status).toBe(200)
      expect(saved.body.preferences).toMatchObject({
        frequency: { max: 2, days: 7 },
        paused_until: `${until}T17:00:00.000Z`,
        topics: ["kitchen"],
        locale: "es",
      })
      expect(saved.body.preferences.consents[0]).toMatchObject({
        granted: true,
        source: "preferences",
      })
      await own.post("/store/kairos/preferences", {
        consents: [{ purpose: "marketing", channel: "email", granted: false }],
      })
      expect(await granted("ada.b@shop.example")).toBe(false)
      const again = await own.get("/store/kairos/preferences")
      expect(again.body.preferences.frequency).toEqual({ max: 2, days: 7 })
      // Logged in, the owner may take the withdrawal back without a mail.
      await own.post("/store/kairos/consents", { ...given, email: ada.email })
      expect(await granted("ada.b@shop.example")).toBe(true)
    })

    it("refuses preferences that make no sense, and saves nothing of them", async () => {
      const ada = await registerShopper(ctx, "ada.c@shop.example")
      const own = ctx.storeAs(ada)
      const consents = [{ purpose: "marketing", channel: "email", granted: true }]
      for (const [patch, message] of [
        [{ quiet_hours: { from: "09:00", to: "09:00" } }, /same time/],
        [{ quiet_hours: { from: "25:00", to: "09:00" } }, /time such as/],
        [{ frequency: { max: -1, days: 7 } }, /frequency/],
        [{ frequency: { max: 1.5, days: 7 } }, /whole number/],
        [{ paused_until: "tomorrow" }, /time with zone/],
        [{ time_zone: "Mars/Olympus" }, /IANA time zone/],
        [{ topics: ["a\u0000b"] }, /topics/],
        [{ topics: ["tea"] }, /topics.0: expected one of kitchen, decoration, gifts/],
        [{ answers: { shops_for: "nobody" } }, /answers.shops_for: expected one of myself/],
        [{ answers: { shoe_size: 42 } }, /answers.shoe_size: is none of the shop's questions/],
        [
          { inferred: { time_of_day: "noon" } },
          /inferred.time_of_day: expected null or one of night/,
        ],
        [{ inferred: { toString: "night" } }, /inferred.toString: is not concluded/],
        [{ email: "other@shop.example" }, /email: is not a known field/],
        [{ consents: [{ purpose: "service", channel: "email", granted: false }] }, /purpose/],
      ] as const) {
        const answer = await own.post("/store/kairos/preferences", { consents, ...patch })
        expect([answer.status, answer.body.message]).toEqual([400, expect.stringMatching(message)])
      }
      expect(await granted("ada.c@shop.example")).toBeUndefined()
    })

    it("an admin takes down what was said, suppresses, and takes it back, all on record", async () => {
      const note = "by telephone on 3 March"
      const body = { email: EMAIL, purpose: "marketing", channel: "email", granted: true }
      expect((await ctx.admin.post("/admin/kairos/consents", body)).body.message).toMatch(/note/)
      expect((await ctx.admin.post("/admin/kairos/consents", { ...body, note })).status).toBe(201)
      expect(await granted()).toBe(true)
      const made = await ctx.admin.post("/admin/kairos/suppressions", { email: EMAIL })
      expect(made.status).toBe(201)
      expect(made.body.suppression).toMatchObject({
        email: EMAIL,
        channel: "email",
        cause: "by_hand",
      })
      expect((await ctx.admin.get("/admin/kairos/suppressions", { email: EMAIL })).body.count).toBe(
        1
      )
      const path = `/admin/kairos/suppressions?email=${encodeURIComponent(EMAIL)}`
      expect((await ctx.admin.delete(path)).status).toBe(200)
      expect((await ctx.admin.delete(path)).status).toBe(404)
      const { rows } = await ctx
        .knex()
        .raw("select action from kairos_audit where entity = 'suppression' order by id")
      expect(rows).toEqual([{ action: "suppress" }, { action: "unsuppress" }])
      expect((await ctx.store.get("/admin/kairos/consents")).status).toBe(401)
    })
  })
