import { decodeJwt, SignJWT } from "jose"
import { preferencesLink } from "../../../src/workflows/messages/links"
import { runtimeOf } from "../../../src/workflows/support/runtime"
import type { Answer } from "../../support/http-client"
import {
  activated,
  agreedShopper,
  couponAction,
  mailAction,
  makeTemplate,
} from "../../support/marketer"
import { type OurRoute, ourRoutes } from "../../support/our-routes"
import { ok, placeOrder, readyCart, registerShopper, type Shopper } from "../../support/shopper"
import { begunAt, soldAs } from "../../support/subscriptions"
import type { SuiteContext } from "../../support/suite-context"

/** What belongs to Ada, who must be the only one to see or change it. */
type Belongings = {
  readonly ada: Shopper
  readonly code: string
  readonly decision: string
  readonly cart: string
  readonly subscription: string
  /** A link from a mail to Ben: he is let in where it leads. */
  readonly bensToken: string
}
type Attempt = { readonly path?: string; readonly body?: object }
type Actor = { readonly name: string; readonly headers: Readonly<Record<string, string>> }

const EMAIL = "ada@owner.example"
const NO_CONSENT = "storage:0,profiling:0"

/** Ways in which a query may claim to be somebody. */
const CLAIMS = ({ ada }: Belongings): readonly string[] => [
  `customer_id=${ada.id}`,
  `customer_id[]=${ada.id}`,
  `id=${ada.id}&email=${encodeURIComponent(EMAIL)}`,
  `auth_context[actor_id]=${ada.id}`,
  `__proto__[actor_id]=${ada.id}`,
  `constructor[prototype][actor_id]=${ada.id}`,
]
/** The same for a body; the last one only as it comes out of JSON.parse has a key "__proto__". */
const BODIES = ({ ada }: Belongings): readonly object[] => [
  { customer_id: ada.id },
  { customer_id: [ada.id] },
  { auth_context: { actor_id: ada.id, actor_type: "customer" } },
  JSON.parse(`{"__proto__":{"actor_id":"${ada.id}"},"email":"${EMAIL}"}`) as object,
]
/** Spellings of one path that a router might read differently from a guard. */
const spellings = (path: string): readonly string[] => [
  path,
  `${path}/`,
  path.replace("/kairos/", "/%6bairos/"),
  path.replace("/kairos/", "/kairos//"),
  path.replace("/kairos/", "/kairos/%252e%252e/kairos/"),
  path.replace("/kairos/", "/KAIROS/"),
]
const claims =
  (body: (mine: Belongings) => object = () => ({})) =>
  (mine: Belongings): readonly Attempt[] =>
    BODIES(mine).map((claim) => ({ body: { ...body(mine), ...claim } }))
const queries =
  (fixed = "") =>
  (mine: Belongings): readonly Attempt[] =>
    CLAIMS(mine).map((claim) => ({ path: `?${fixed}${claim}` }))

/** Ada's subscription, by whoever is not Ada. */
const onHers =
  (act: string, body: object = {}) =>
  ({ subscription, ada }: Belongings): readonly Attempt[] => [
    { path: `/${subscription}/${act}`, body },
    { path: `/${subscription}/${act}?customer_id=${ada.id}`, body },
    { path: `/${subscription}/${act}`, body: { ...body, customer_id: ada.id } },
    { path: `/%6b${subscription.slice(1)}/${act}`, body },
  ]
/** Her subscription named beside a token that is good for something else. */
const byStrangeLink = ({ bensToken, subscription, ada }: Belongings): readonly Attempt[] => [
  { path: `?token=${bensToken}&sub=${subscription}&customer_id=${ada.id}` },
  { path: `?token=${subscription}` },
]
const pressed = (mine: Belongings): readonly Attempt[] =>
  byStrangeLink(mine).map((attempt) => ({ ...attempt, body: { sub: mine.subscription } }))

/**
 * For every route that shoppers reach: how somebody would try to be Ada there. Ids that are secrets by themselves (a cart's, a
 * visitor's, a link's token) are tried in places where they must not do.
 */
const ATTEMPTS: Readonly<Record<string, (mine: Belongings) => readonly Attempt[]>> = {
  "POST /kairos/events": claims(() => ({ visitor_id: "v_ben", consent: NO_CONSENT, events: [{}] })),
  "GET /kairos/not-yet": byStrangeLink,
  "POST /kairos/not-yet": pressed,
  "GET /kairos/preferences": (mine) => queries(`token=${mine.bensToken}&`)(mine),
  "POST /kairos/preferences": (mine) => [
    { path: `?token=${mine.bensToken}&customer_id=${mine.ada.id}&email=${EMAIL}`, body: {} },
    ...claims()(mine),
  ],
  "GET /kairos/confirm": (mine) => queries(`token=${mine.bensToken}&`)(mine),
  "POST /kairos/confirm": (mine) => [{ path: `?token=${mine.bensToken}&email=${EMAIL}`, body: {} }],
  "GET /kairos/unsubscribe": (mine) => queries(`token=${mine.bensToken}&`)(mine),
  "POST /kairos/unsubscribe": (mine) => [
    { path: `?token=${mine.bensToken}&email=${EMAIL}`, body: {} },
  ],
  "GET /kairos/subscriptions/address": byStrangeLink,
  "POST /kairos/subscriptions/address": pressed,
  "GET /kairos/subscriptions/agree": byStrangeLink,
  "POST /kairos/subscriptions/agree": pressed,
  "GET /kairos/subscriptions/cancel": byStrangeLink,
  "POST /kairos/subscriptions/cancel": pressed,
  "GET /kairos/subscriptions/card": byStrangeLink,
  "POST /kairos/subscriptions/card": pressed,
  "GET /kairos/subscriptions/pause": byStrangeLink,
  "POST /kairos/subscriptions/pause": pressed,
  "GET /kairos/subscriptions/postpone": byStrangeLink,
  "POST /kairos/subscriptions/postpone": pressed,
  "GET /kairos/subscriptions/renew": byStrangeLink,
  "POST /kairos/subscriptions/renew": pressed,
  "GET /kairos/subscriptions/resume": byStrangeLink,
  "POST /kairos/subscriptions/resume": pressed,
  "GET /kairos/subscriptions/skip": byStrangeLink,
  "POST /kairos/subscriptions/skip": pressed,
  "GET /kairos/subscriptions/stop": byStrangeLink,
  "POST /kairos/subscriptions/stop": pressed,
  "GET /kairos/subscriptions/switch": byStrangeLink,
  "POST /kairos/subscriptions/switch": pressed,
  "GET /kairos/subscriptions/withdraw": byStrangeLink,
  "POST /kairos/subscriptions/withdraw": pressed,
  // Unsigned: whoever could report would silence Ada's address.
  "POST /kairos/webhooks/sendgrid": (mine) => [
    { body: [{ event: "spamreport", email: EMAIL, sg_event_id: "e1", timestamp: 1_772_446_500 }] },
    ...claims()(mine),
  ],
  "POST /store/kairos/carts/recover": ({ cart }) => [
    { body: { token: cart, cart_id: cart } },
    { body: { token: `${cart}.${cart}`, cart_id: cart } },
  ],
  "POST /store/kairos/consents": claims(() => ({
    email: "ben@owner.example",
    purpose: "marketing",
    channel: "email",
    source: "checkout",
    text_version: "1",
  })),
  "GET /store/kairos/content": queries("placements=home-hero&"),
  "GET /store/kairos/coupons": queries(),
  "POST /store/kairos/coupons/check": (mine) => [
    { body: { code: mine.code, cart_id: "cart_of_nobody" } },
    ...claims(({ code }) => ({ code, cart_id: "cart_of_nobody" }))(mine),
  ],
  "GET /store/kairos/decisions/{id}/why": (mine) => [
    { path: `/${mine.decision}/why` },
    { path: `/${mine.decision}/why?customer_id=${mine.ada.id}` },
    { path: `/%6b${mine.decision.slice(1)}/why` },
    { path: `/${encodeURIComponent(encodeURIComponent(mine.decision))}/why` },
  ],
  "POST /store/kairos/decisions/{id}/review": (mine) => [
    { path: `/${mine.decision}/review`, body: {} },
    { path: `/${mine.decision}/review?customer_id=${mine.ada.id}`, body: {} },
    { path: `/${mine.decision}/review`, body: { customer_id: mine.ada.id } },
    { path: `/%6b${mine.decision.slice(1)}/review`, body: {} },
  ],
  "POST /store/kairos/events": claims(() => ({
    visitor_id: "v_ben",
    consent: NO_CONSENT,
    events: [{}],
  })),
  "POST /store/kairos/outcomes": ({ decision }) => [
    { body: { decision_id: decision, kind: "clicked" } },
  ],
  "GET /store/kairos/preferences": queries(),
  "POST /store/kairos/preferences": claims(() => ({
    consents: [{ purpose: "marketing", channel: "email", granted: false }],
  })),
  "POST /store/kairos/preferences/preview": claims(() => ({ frequency: { max: 2, days: 30 } })),
  "POST /store/kairos/privacy/erase": claims(),
  "GET /store/kairos/privacy/export": queries(),
  "POST /store/kairos/privacy/object": claims(() => ({ objected: true })),
  "GET /store/kairos/plans": queries("product_id=prod_1&"),
  "GET /store/kairos/recommendations": queries("kind=next&product_id=prod_1&"),
  "GET /store/kairos/subscriptions": queries(),
  "POST /store/kairos/subscriptions/{id}/address": onHers("address", {
    first_name: "Ben",
    last_name: "Roe",
    address_1: "9 Harbour Road",
    postal_code: "10115",
    city: "Berlin",
    country_code: "de",
  }),
  "POST /store/kairos/subscriptions/{id}/auto-renew": onHers("auto-renew", { enabled: false }),
  "POST /store/kairos/subscriptions/{id}/cancel": onHers("cancel"),
  "POST /store/kairos/subscriptions/{id}/pause": onHers("pause", { day: "2030-01-01" }),
  "POST /store/kairos/subscriptions/{id}/postpone": onHers("postpone", { day: "2030-01-01" }),
  "POST /store/kairos/subscriptions/{id}/renew": onHers("renew", { amount: "25" }),
  "POST /store/kairos/subscriptions/{id}/resume": onHers("resume"),
  "POST /store/kairos/subscriptions/{id}/skip": onHers("skip"),
  "GET /store/kairos/subscriptions/{id}/switch": ({ subscription, ada }) => [
    { path: `/${subscription}/switch` },
    { path: `/${subscription}/switch?customer_id=${ada.id}` },
    { path: `/%6b${subscription.slice(1)}/switch` },
  ],
  "POST /store/kairos/subscriptions/{id}/switch": onHers("switch", {
    plan_id: "kplan_other",
    variant_id: "variant_other",
    amount: "25",
  }),
  "POST /store/kairos/subscriptions/{id}/withdraw": onHers("withdraw"),
  "POST /store/kairos/visitors/forget": (mine) =>
    BODIES(mine).map((claim) => ({ body: { visitor_id: "v_ben", ...claim } })),
}

/** C-10: who somebody is comes from the session alone; whatever a path, a query or a body claims changes nothing. */
export const ownersSuite = (ctx: SuiteContext) =>
  describe("what belongs to a customer (C-10)", () => {
    const forShoppers = ourRoutes.filter(({ path }) => !path.startsWith("/admin/"))
    const nameOf = ({ method, path }: OurRoute) => `${method} ${path}`

    it("is asked for in every way on every route that shoppers reach", () => {
      expect(Object.keys(ATTEMPTS).sort()).toEqual(forShoppers.map(nameOf).sort())
    })

    it("is seen and changed by nobody else, whatever they claim", async () => {
      const mine = await belongings()
      const before = await stateOf(mine)
      const actors = await everybodyElse(mine)
      for (const route of forShoppers) {
        const attempts = ATTEMPTS[nameOf(route)]!(mine)
        for (const actor of actors) {
          for (const [i, attempt] of attempts.entries()) {
            await expectNothing(route, actor, attempt, mine, { everySpelling: i === 0 })
          }
        }
      }
      expect(await stateOf(mine)).toEqual(before)
    }, 240_000)

    it("is what its owner gets", async () => {
      const { ada, code, decision } = await belongings()
      const own = ctx.storeAs(ada)
      const coupons = ok(await own.get("/store/kairos/coupons")).coupons as { code: string }[]
      expect(coupons.map((coupon) => coupon.code)).toEqual([code])
      expect(ok(await own.get(`/store/kairos/decisions/${decision}/why`)).text).not.toBe("")
    })

    const runtime = () => runtimeOf(ctx.container())
    const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
    let admin = ""
    const adminToken = () => admin
    beforeEach(async () => {
      const { token } = ok(await ctx.anyone.post("/auth/user/emailpass", ctx.shop().admin))
      admin = token
    })

    async function belongings(): Promise<Belongings> {
      await ctx.admin.post("/admin/kairos/placements", { code: "home-hero", name: "Home" })
      const template = await makeTemplate(ctx.admin)
      await activated(ctx.admin, {
        name: "Thanks",
        trigger: { code: "order.placed", args: {} },
        steps: [{ key: "first", actions: [couponAction(), mailAction(template.id)] }],
      })
      const ada = await agreedShopper(ctx, EMAIL)
      const cart = await readyCart(ctx, { shopper: ada })
      await placeOrder(ctx, { shopper: ada })
      await ctx.settled()
      const { decisions } = ok(
        await ctx.admin.get(`/admin/kairos/decisions?customer_id=${ada.id}`)
      ) as { decisions: { id: string; kind: string }[] }
      const [coupon] = ok(await ctx.storeAs(ada).get("/store/kairos/coupons")).coupons
      const person = await runtime().consent.personId("ben@owner.example")
      const link = await preferencesLink(runtime(), person)
      return {
        ada,
        code: coupon.code,
        decision: decisions.find(({ kind }) => kind === "send")!.id,
        cart,
        subscription: await subscribed(ada),
        bensToken: new URL(link).searchParams.get("token")!,
      }
    }

    async function subscribed({ id: customer_id }: Shopper): Promise<string> {
      const { subscriptions } = runtime().renewal
      const now = new Date()
      const due = { current_until: now.toISOString() }
      const sold = soldAs(begunAt(now.toISOString(), due), { customer_id, email: EMAIL })
      const row = await ctx.knex().transaction((trx) => subscriptions.start(trx, sold))
      return row!.id
    }

    /** What Ada would see of herself, and what the shop keeps of her. */
    async function stateOf({ ada, cart }: Belongings) {
      const own = ctx.storeAs(ada)
      return {
        preferences: ok(await own.get("/store/kairos/preferences")),
        coupons: ok(await own.get("/store/kairos/coupons")),
        cart: (await ctx.knex()("cart").where({ id: cart }).first()) as unknown,
        subscriptions: ok(await own.get("/store/kairos/subscriptions")),
        profile: ok(await ctx.admin.get(`/admin/kairos/profiles/${ada.id}`)),
        outcomes: (await ctx.knex()("kairos_exposure").count()) as unknown,
      }
    }

    async function everybodyElse({ ada }: Belongings): Promise<readonly Actor[]> {
      const key = { "x-publishable-api-key": ctx.shop().publishable_key }
      const ben = await registerShopper(ctx, "ben@owner.example")
      const registering = ok(
        await ctx.store.post("/auth/customer/emailpass/register", {
          email: "cy@owner.example",
          password: "only-for-the-tests",
        })
      )
      return [
        { name: "nobody", headers: {} },
        { name: "a visitor", headers: key },
        { name: "Ben", headers: { ...key, ...bearer(ben.token) } },
        { name: "somebody who registers", headers: { ...key, ...bearer(registering.token) } },
        { name: "an admin", headers: { ...key, ...bearer(adminToken()) } },
        {
          name: "Ada's expired session",
          headers: { ...key, ...bearer(await changed(ada.token, { exp: 1 })) },
        },
        {
          name: "Ada's id as another kind of actor",
          headers: { ...key, ...bearer(await changed(ada.token, { actor_type: "courier" })) },
        },
        {
          name: "a session that others signed",
          headers: { ...key, ...bearer(await changed(ada.token, {}, "a guess")) },
        },
      ]
    }

    async function expectNothing(
      route: OurRoute,
      actor: Actor,
      { path = "", body }: Attempt,
      mine: Belongings,
      { everySpelling }: { readonly everySpelling: boolean }
    ): Promise<void> {
      const base = route.path.replace(/\/\{\w+\}.*$/, "")
      for (const spelling of everySpelling ? spellings(base) : [base]) {
        const answer = await ask(route.method, spelling + path, actor.headers, body)
        const where = [actor.name, route.method, spelling + path, JSON.stringify(body)]
        const text = JSON.stringify(answer.body)
        // A router decodes the path, and an answer may name what was asked for.
        const asked = [...where, decodeURIComponent(spelling + path)].join(" ")
        expect([...where, answer.status < 500]).toEqual([...where, true])
        expect([...where, leaked(text, mine, asked)]).toEqual([...where, []])
      }
    }

    /** What of Ada's stands in the answer, though the question did not name it. */
    const leaked = (
      answer: string,
      { ada, code, decision, cart, subscription }: Belongings,
      question: string
    ) =>
      [EMAIL, ada.id, code, decision, cart, subscription, "Thanks"].filter(
        (secret) => answer.includes(secret) && !question.includes(secret)
      )

    const ask = async (
      method: string,
      path: string,
      headers: Readonly<Record<string, string>>,
      body: object | undefined
    ): Promise<Answer> => {
      const response = await fetch(ctx.address() + path, {
        method,
        redirect: "manual",
        headers: { ...headers, ...(body && { "content-type": "application/json" }) },
        ...(body && { body: JSON.stringify(body) }),
      })
      return {
        status: response.status,
        headers: response.headers,
        body: await response.text(),
      }
    }
  })

/** A token with other claims, signed as Medusa signs. */
async function changed(
  token: string,
  claims: Readonly<Record<string, unknown>>,
  secret = process.env.JWT_SECRET ?? "only-for-the-demo-and-the-tests"
): Promise<string> {
  const { exp, ...payload } = decodeJwt(token)
  return new SignJWT({ ...payload, ...claims })
    .setProtectedHeader({ alg: "HS256" })
    .setExpirationTime(typeof claims.exp === "number" ? claims.exp : (exp ?? "1h"))
    .sign(new TextEncoder().encode(secret))
}
