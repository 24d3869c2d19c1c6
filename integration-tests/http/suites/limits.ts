import { everyMinuteMoments } from "../../../src/workflows/schedule/periodic"
import { BACKLOG_LIMIT } from "../../../src/workflows/support/backlog"
import { preferencesLink, unsubscribeLink } from "../../../src/workflows/messages/links"
import { LIMITS } from "../../../src/workflows/support/limits"
import { spendPoints } from "../../../src/workflows/support/rate-limits"
import { runtimeOf } from "../../../src/workflows/support/runtime"
import { agreedShopper, mailAutomation } from "../../support/marketer"
import { ok, placeOrder, registerShopper } from "../../support/shopper"
import type { SuiteContext } from "../../support/suite-context"
import { until } from "../../support/until"

const FORM = "application/x-www-form-urlencoded"
const HERE = "127.0.0.1"

type Asked = { readonly status: number; readonly retry: number; readonly body: string }

/** C-12: the last one that is let in, and the first one that is not. */
export const limitsSuite = (ctx: SuiteContext) =>
  describe("rate limits (C-12)", () => {
    const runtime = () => runtimeOf(ctx.container())
    const spend = (limit: keyof typeof LIMITS, key: string, left = 0) =>
      spendPoints(ctx.knex(), LIMITS[limit], key, LIMITS[limit].points - left)

    const ask = async (
      path: string,
      {
        body,
        from,
        type = "application/json",
      }: { body?: string; from?: string; type?: string } = {}
    ): Promise<Asked> => {
      const response = await fetch(ctx.address() + path, {
        method: body === undefined ? "GET" : "POST",
        headers: {
          "x-publishable-api-key": ctx.shop().publishable_key,
          "content-type": type,
          ...(from === undefined ? {} : { "x-forwarded-for": from }),
        },
        ...(body === undefined ? {} : { body }),
      })
      return {
        status: response.status,
        retry: Number(response.headers.get("retry-after")),
        body: await response.text(),
      }
    }
    const consent = (from?: string) =>
      ask("/store/kairos/consents", {
        ...(from === undefined ? {} : { from }),
        body: JSON.stringify({
          email: "ada@limits.example",
          purpose: "marketing",
          channel: "email",
          source: "checkout",
          text_version: "1",
        }),
      })

    it("answer 429 in Medusa's shape with the seconds to wait, and count an address through its proxy", async () => {
      await spend("consents_of_address", "198.51.100.7", 1)
      expect((await consent("198.51.100.7")).status).toBe(202)
      const refused = await consent("198.51.100.7")
      expect(refused.status).toBe(429)
      expect(refused.retry).toBeGreaterThan(590)
      expect(JSON.parse(refused.body)).toMatchObject({ type: "too_many_requests" })
      // What the client writes into the header itself stands further left than what the proxy saw.
      expect((await consent("1.2.3.4, 198.51.100.7")).status).toBe(429)
      expect((await consent("203.0.113.5")).status).toBe(202)
    })

    it("take an IPv6 subscriber's whole /64 for one", async () => {
      await spend("consents_of_address", "2001:db8:1:2")
      expect((await consent("2001:db8:1:2:aaaa::1")).status).toBe(429)
      expect((await consent("2001:db8:1:3:aaaa::1")).status).toBe(202)
    })

    it("end what costs mails for all addresses together", async () => {
      await spend("consents_of_all", "all", 1)
      expect((await consent("203.0.113.5")).status).toBe(202)
      expect((await consent("203.0.113.6")).status).toBe(429)
    })

    it("stand before events, forgetting, recovering and preferences", async () => {
      const events = (visitor_id: string, key = {}) =>
        JSON.stringify({
          visitor_id,
          consent: "storage:1,profiling:1",
          events: [{ id: "1", name: "page_viewed", occurred_at: "2026-01-01T00:00:00Z" }],
          ...key,
        })
      const key = { key: ctx.shop().publishable_key }
      await spend("events_of_visitor", "v_limits")
      const byVisitor = await ask("/store/kairos/events", { body: events("v_limits") })
      await spend("events_of_address", HERE)
      const byAddress = await ask("/store/kairos/events", { body: events("v_other") })
      const beacon = await ask("/kairos/events", {
        body: events("v_other", key),
        type: "text/plain",
      })
      const forget = await ask("/store/kairos/visitors/forget", {
        body: `{"visitor_id":"v_other"}`,
      })
      await spend("recoveries_of_link", "a-link")
      const link = await ask("/store/kairos/carts/recover", { body: `{"token":"a-link"}` })
      await spend("recoveries_of_address", HERE)
      const recover = await ask("/store/kairos/carts/recover", { body: `{"token":"b-link"}` })
      for (const answer of [byVisitor, byAddress, beacon, forget, link, recover]) {
        expect([answer.status, answer.retry > 500]).toEqual([429, true])
      }
      const ada = await registerShopper(ctx, "ada@limits.example")
      await spend("preferences_of_customer", ada.id)
      const own = await ctx.storeAs(ada).post("/store/kairos/preferences", { locale: "es" })
      expect([own.status, own.headers.has("retry-after")]).toEqual([429, true])
      expect(ok(await ctx.storeAs(ada).get("/store/kairos/preferences")).preferences.locale).toBe(
        null
      )
    })

    it("ask other systems to come back, and let moments wait, while more lies there than is worked off (A-28)", async () => {
      await ctx.knex().raw(
        `insert into kairos_inbox (id, name, entity_id, source, occurred_at, due_at)
         select 'crowd:' || n, 'crowd', n::text, 'job', now(), now() + interval '1 hour' from generate_series(1, ?) as n`,
        [BACKLOG_LIMIT + 1]
      )
      const report = () => ctx.admin.post("/admin/kairos/events", { events: [{ id: "1" }] })
      const refused = await until("the crowd to be seen", async () => {
        const answer = await report()
        return answer.status === 429 ? answer : null
      })
      expect(refused.headers.get("retry-after")).toBe("60")
      const { health } = ok(await ctx.admin.get("/admin/kairos/health"))
      expect(health.problems.map(({ en }: { en: string }) => en).join()).toContain(
        "More than 100,000 events wait"
      )
      await ctx.knex()("kairos_job_claim").where({ job: "moments" }).delete()
      await everyMinuteMoments(runtime())
      expect((await runtime().automation.jobClaims.last("moments"))?.result).toMatchObject({
        moments: "overloaded",
      })
      // What happens in the shop is taken and decided at once.
      await mailAutomation(ctx.admin)
      const bea = await agreedShopper(ctx, "bea@limits.example")
      await placeOrder(ctx, { shopper: bea })
      await ctx.settled()
      expect(await ctx.mailbox().messages(bea.email)).toHaveLength(1)
      await ctx.knex()("kairos_inbox").where({ name: "crowd" }).delete()
      await until("the way to be free", async () => ((await report()).status === 429 ? null : true))
    })

    it("refuse guessed links with a page, and never stand in the way of saying no", async () => {
      const id = await runtime().consent.personId("ada@limits.example")
      const said = { purpose: "marketing", channel: "email", source: "x", actor: "guest" }
      await runtime().consent.record([{ ...said, email: "ada@limits.example", granted: true }])
      const origin = { purpose: "marketing", channel: "email", delivery_id: null }
      const unsubscribe = new URL(await unsubscribeLink(runtime(), id, origin))
      const preferences = new URL(await preferencesLink(runtime(), id))
      await spend("bad_links_of_address", HERE)
      for (const token of [unsubscribe, preferences]) {
        await spend("uses_of_link", token.searchParams.get("token")!)
      }
      const guessed = await ask("/kairos/unsubscribe?token=x")
      expect([guessed.status, guessed.retry > 500, guessed.body.includes("<html")]).toEqual([
        429,
        true,
        true,
      ])
      const looked = await ask(preferences.pathname + preferences.search)
      expect(looked.status).toBe(429)
      const stop = await ask(preferences.pathname + preferences.search, {
        body: "action=stop",
        type: FORM,
      })
      const oneClick = await ask(unsubscribe.pathname + unsubscribe.search, {
        body: "List-Unsubscribe=One-Click",
        type: FORM,
      })
      expect([stop.status, oneClick.status]).toEqual([200, 200])
      const contact = await runtime().consent.readContact("ada@limits.example")
      expect(contact.consents["marketing:email"]?.granted).toBe(false)
    })
  })
