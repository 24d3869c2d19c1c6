import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { decodeJwt, SignJWT } from "jose"
import { preferencesLink, unsubscribeLink } from "../../../src/workflows/messages/links"
import { runtimeOf } from "../../../src/workflows/support/runtime"
import { signToken } from "../../../src/workflows/support/tokens"
import type { Answer } from "../../support/http-client"
import { type OurRoute, ourRoutes } from "../../support/our-routes"
import { type Callers, ROUTE_ROWS } from "../../support/route-rows"
import { ok, registerShopper } from "../../support/shopper"
import type { SuiteContext } from "../../support/suite-context"

type Headers = Readonly<Record<string, string>>
/** `nowhere` is Medusa's 404 to a spelling that leads to no route. */
type Verdict = "in" | "no key" | "no session" | "nowhere" | "fell over"

const nameOf = ({ method, path }: OurRoute) => `${method} ${path}`

/** Spellings of one path that a router might read differently from a guard. */
const SPELLINGS: readonly ((path: string) => string)[] = [
  (path) => path,
  (path) => path.replace("kairos", "%6bairos"),
  (path) => `${path}/`,
  (path) => path.replace("kairos", "k%41iros"),
  (path) => path.replace("/kairos/", "/kairos//"),
  (path) => path.replace("/kairos/", "/kairos/%252e%252e/kairos/"),
  (path) => path.replace("/kairos/", "/kairos/..%2fkairos/"),
  (path) => path.replace("/kairos/", "/KAIROS/"),
  (path) => `/${path}`,
  (path) => `${path}?_method=GET&auth=1`,
]

const TRY_ALL = ["nobody", "Ada"]
const AT_ONCE = 10

/** C-10, C-11, C-21: who may call a route at all; whose things it then answers is asked by the suite of owners. */
export const accessSuite = (ctx: SuiteContext) =>
  describe("who may call what", () => {
    it("is said of every route (a new one needs its row in integration-tests/support/route-rows.ts)", () => {
      expect(Object.keys(ROUTE_ROWS).sort()).toEqual(ourRoutes.map(nameOf).sort())
    })

    it("holds for every route, every caller and every spelling of its path", async () => {
      const wrong: string[] = []
      const waiting = (await callers()).flatMap((caller) =>
        ourRoutes.map((route) => ({ caller, route }))
      )
      const work = async () => {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
          wrong.push(...(await surprises(next.caller, next.route)))
        }
      }
      await Promise.all(Array.from({ length: AT_ONCE }, work))
      expect(wrong).toEqual([])
    }, 240_000)

    it("tells a link's purpose from every other, and changes nothing for the wrong one", async () => {
      const runtime = runtimeOf(ctx.container())
      const id = await runtime.consent.personId("ada@access.example")
      const payload = { purpose: "marketing", channel: "email", source: "x", text_version: "1" }
      const acts = ["cancel", "renew", "skip", "card", "resume", "address"].map(
        (act) => `subscriptions.${act}`
      )
      const purposes = ["unsubscribe", "preferences", "confirm", "cart", ...acts]
      const tokens = await Promise.all(
        purposes.map(async (purpose) => ({
          purpose,
          token: await signToken(runtime.options, purpose, id, payload),
        }))
      )
      const wrong: string[] = []
      for (const route of ourRoutes.filter((one) => ROUTE_ROWS[nameOf(one)]!.callers === "link")) {
        // There are more wrong ones in this test than an address may try in ten minutes.
        await ctx.knex()("kairos_rate_limit").delete()
        for (const { purpose, token } of tokens) {
          const answer = await ctx.anyone.raw(
            route.method,
            `${route.path}?token=${token}`,
            route.method === "GET" ? undefined : "action=stop",
            "application/x-www-form-urlencoded"
          )
          const wanted = purpose === ROUTE_ROWS[nameOf(route)]!.purpose ? 200 : 404
          if (answer.status !== wanted) {
            wrong.push(`${nameOf(route)} with a token to ${purpose}: ${answer.status}`)
          }
        }
      }
      for (const { token } of tokens) {
        const answer = await ctx.store.post("/store/kairos/carts/recover", { token })
        expect([answer.status, answer.body.message]).toEqual([400, expect.stringMatching(/^token/)])
      }
      expect(wrong).toEqual([])
    })

    it("lets a link act for its own person alone", async () => {
      const runtime = runtimeOf(ctx.container())
      const [ada, ben] = ["ada@two.example", "ben@two.example"] as const
      const said = { purpose: "marketing", channel: "email", source: "x", actor: "guest" }
      await runtime.consent.record([
        { ...said, email: ada, granted: true },
        { ...said, email: ben, granted: true },
      ])
      const bens = await runtime.consent.personId(ben)
      const adas = await runtime.consent.personId(ada)
      const origin = { purpose: "marketing", channel: "email", delivery_id: null }
      const links = [
        await unsubscribeLink(runtime, bens, origin),
        await preferencesLink(runtime, bens),
      ]
      for (const link of links) {
        const { pathname, search } = new URL(link)
        for (const claim of [`&sub=${adas}`, `&email=${ada}`, `&person_id=${adas}`]) {
          const body = `action=stop&email=${ada}&sub=${adas}`
          const form = "application/x-www-form-urlencoded"
          ok(await ctx.anyone.raw("POST", pathname + search + claim, body, form))
        }
      }
      const granted = async (email: string) =>
        (await runtime.consent.readContact(email)).consents["marketing:email"]?.granted
      expect([await granted(ada), await granted(ben)]).toEqual([true, false])
    })

    type Caller = {
      readonly name: string
      readonly headers: Headers
      readonly key: boolean
      readonly actor: "customer" | "admin" | null
    }

    /** Who is let in is let in by the plain path. Those who are not try them all, or, being alike, the plain and an encoded one. */
    const spellingsFor = ({ name }: Caller, wanted: Verdict) =>
      SPELLINGS.slice(0, wanted === "in" ? 1 : TRY_ALL.includes(name) ? SPELLINGS.length : 2)

    /** Where a caller gets another verdict than the route's row says. */
    async function surprises(caller: Caller, route: OurRoute): Promise<readonly string[]> {
      const wanted = expected(ROUTE_ROWS[nameOf(route)]!.callers, caller)
      const found: string[] = []
      for (const spell of spellingsFor(caller, wanted)) {
        const path = spell(route.path.replaceAll(/\{\w+\}/g, "does-not-exist"))
        const got = await ask(route, path, caller.headers)
        if (got !== wanted && !(got === "nowhere" && path !== route.path)) {
          found.push(`${caller.name}: ${nameOf(route)} as ${path}: ${got}, not ${wanted}`)
        }
      }
      return found
    }

    const expected = (row: Callers, { key, actor }: Caller): Verdict => {
      switch (row) {
        case "admin":
          return actor === "admin" ? "in" : "no session"
        case "storefront":
          return key ? "in" : "no key"
        case "customer":
          return !key ? "no key" : actor === "customer" ? "in" : "no session"
        case "beacon":
          // Its key would stand in the body, which is empty here.
          return "no key"
        case "vendor":
          // Nobody here can sign.
          return "no session"
        case "link":
          return "in"
      }
    }

    async function callers(): Promise<readonly Caller[]> {
      const key = { "x-publishable-api-key": ctx.shop().publishable_key }
      const bearer = (token: string): Headers => ({ authorization: `Bearer ${token}` })
      const basic = (token: string): Headers => ({
        authorization: `Basic ${Buffer.from(`${token}:`).toString("base64")}`,
      })
      const ada = await registerShopper(ctx, "ada@access.example")
      const ben = await registerShopper(ctx, "ben@access.example")
      const admin = ok(await ctx.anyone.post("/auth/user/emailpass", ctx.shop().admin))
      const guest = ok(
        await ctx.store.post("/auth/customer/emailpass/register", {
          email: "cy@access.example",
          password: "only-for-the-tests",
        })
      )
      ok(
        await ctx.store.post("/store/carts", {
          region_id: ctx.shop().region_id,
          email: "guest@access.example",
        })
      )
      const apiKey = async (type: string) =>
        ok(await ctx.admin.post("/admin/api-keys", { title: type, type })).api_key
      const secret = await apiKey("secret")
      const revoked = await apiKey("publishable")
      ok(await ctx.admin.post(`/admin/api-keys/${revoked.id}/revoke`))
      const other = await otherChannel()
      const nobody = { key: false, actor: null } as const
      const visitor = { key: true, actor: null } as const
      const mine = { key: true, actor: "customer" } as const
      return [
        { name: "nobody", headers: {}, ...nobody },
        { name: "an unknown key", headers: { "x-publishable-api-key": "pk_x" }, ...nobody },
        {
          name: "a revoked key",
          headers: { "x-publishable-api-key": revoked.token },
          ...nobody,
        },
        { name: "a session without a key", headers: bearer(ada.token), ...nobody },
        { name: "a visitor", headers: key, ...visitor },
        { name: "Ada", headers: { ...key, ...bearer(ada.token) }, ...mine },
        { name: "Ben", headers: { ...key, ...bearer(ben.token) }, ...mine },
        {
          name: "Ada on another sales channel",
          headers: { "x-publishable-api-key": other, ...bearer(ada.token) },
          ...mine,
        },
        { name: "a guest who registers", headers: { ...key, ...bearer(guest.token) }, ...visitor },
        {
          name: "an expired session",
          headers: { ...key, ...bearer(await changed(ada.token, { exp: 1 })) },
          ...visitor,
        },
        {
          name: "a session that others signed",
          headers: { ...key, ...bearer(await changed(ada.token, {}, "a guess")) },
          ...visitor,
        },
        {
          name: "a session without a signature",
          headers: { ...key, ...bearer(unsigned(ada.token)) },
          ...visitor,
        },
        {
          name: "another kind of actor",
          headers: { ...key, ...bearer(await changed(ada.token, { actor_type: "courier" })) },
          ...visitor,
        },
        { name: "8 KB of token", headers: { ...key, ...bearer("x".repeat(8192)) }, ...visitor },
        {
          name: "a publishable key for a secret",
          headers: { ...key, ...basic(key["x-publishable-api-key"]) },
          ...visitor,
        },
        {
          name: "an expired admin",
          headers: { ...key, ...bearer(await changed(admin.token, { exp: 1 })) },
          ...visitor,
        },
        {
          name: "an admin",
          headers: { ...key, ...bearer(admin.token) },
          key: true,
          actor: "admin",
        },
        {
          name: "a secret key",
          headers: { ...key, ...basic(secret.token) },
          key: true,
          actor: "admin",
        },
      ]
    }

    /** Another storefront of the same shop. */
    async function otherChannel(): Promise<string> {
      const channel = ok(await ctx.admin.post("/admin/sales-channels", { name: "Outlet" }))
      const { api_key } = ok(
        await ctx.admin.post("/admin/api-keys", { title: "Outlet", type: "publishable" })
      )
      ok(
        await ctx.admin.post(`/admin/api-keys/${api_key.id}/sales-channels`, {
          add: [channel.sales_channel.id],
        })
      )
      return api_key.token as string
    }

    it("keeps one sales channel's carts from the storefront of another (C-11)", async () => {
      const other = await otherChannel()
      const { cart } = ok(await ctx.store.post("/store/carts", { region_id: ctx.shop().region_id }))
      const check = (key: string) =>
        fetch(`${ctx.address()}/store/kairos/coupons/check`, {
          method: "POST",
          headers: { "x-publishable-api-key": key, "content-type": "application/json" },
          body: JSON.stringify({ code: "0000-1111-2222-3333", cart_id: cart.id }),
        })
      expect((await check(ctx.shop().publishable_key)).status).toBe(200)
      expect((await check(other)).status).toBe(404)
    })

    const verdictOf = ({ status, body }: Pick<Answer, "status" | "body">): Verdict => {
      if (status >= 500) return "fell over"
      if (status === 401) return "no session"
      if (status === 400 && /publishable/i.test(String(body))) return "no key"
      return status === 404 && /Cannot (GET|POST|DELETE)/.test(String(body)) ? "nowhere" : "in"
    }

    async function ask(route: OurRoute, path: string, headers: Headers): Promise<Verdict> {
      const withBody = route.method !== "GET" && route.hasBody
      const response = await fetch(ctx.address() + path, {
        method: route.method,
        redirect: "manual",
        headers: { ...headers, ...(withBody && { "content-type": "application/json" }) },
        ...(withBody && { body: "{}" }),
      })
      return verdictOf({ status: response.status, body: await response.text() })
    }

    /** A token with other claims, signed as Medusa signs. */
    async function changed(
      token: string,
      claims: Readonly<Record<string, unknown>>,
      secret = jwtSecret()
    ): Promise<string> {
      const { exp, ...payload } = decodeJwt(token)
      return new SignJWT({ ...payload, ...claims })
        .setProtectedHeader({ alg: "HS256" })
        .setExpirationTime(typeof claims.exp === "number" ? claims.exp : (exp ?? "1h"))
        .sign(new TextEncoder().encode(secret))
    }

    const jwtSecret = () => {
      const { projectConfig } = ctx.container().resolve(ContainerRegistrationKeys.CONFIG_MODULE)
      return String(projectConfig.http.jwtSecret)
    }
  })

const unsigned = (token: string): string => {
  const header = Buffer.from(JSON.stringify({ alg: "none", typ: "JWT" })).toString("base64url")
  return `${header}.${token.split(".")[1]}.`
}
