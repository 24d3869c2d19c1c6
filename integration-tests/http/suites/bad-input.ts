import type { Answer, HttpClient } from "../../support/http-client"
import { type OurRoute, ourRoutes } from "../../support/our-routes"
import { registerShopper } from "../../support/shopper"
import type { SuiteContext } from "../../support/suite-context"

const JSON_TYPE = "application/json"
const DEEP = `${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`

/** IN23 to IN33, as bodies that no serializer would write. */
const BODIES = [
  { name: "not JSON", body: '{"name": ', type: JSON_TYPE },
  { name: "an array", body: "[]", type: JSON_TYPE },
  { name: "null", body: "null", type: JSON_TYPE },
  { name: "nothing", body: "", type: JSON_TYPE },
  { name: "10,000 levels deep", body: DEEP, type: JSON_TYPE },
  { name: "the same key twice", body: '{"name":"a","name":1}', type: JSON_TYPE },
  { name: "__proto__", body: '{"__proto__":{"polluted":true}}', type: JSON_TYPE },
  { name: "constructor", body: '{"constructor":{"prototype":{"polluted":true}}}', type: JSON_TYPE },
  { name: "1e400", body: '{"strange_field":1e400,"code":1e400,"mode":1e400}', type: JSON_TYPE },
  { name: "above 2^53", body: '{"strange_field":9007199254740993}', type: JSON_TYPE },
  { name: "a NUL in a text", body: '{"name":"a\\u0000b","code":"a-b"}', type: JSON_TYPE },
  { name: "a wrong content type", body: "name=a", type: "text/plain" },
  { name: "a form", body: "name=a&__proto__[x]=1", type: "application/x-www-form-urlencoded" },
] as const

const IDS = [
  "..%2f..%2fetc",
  "%2e%2e",
  "%00",
  "order_01",
  "a".repeat(5000),
  "'; drop table kairos_inbox; --",
  "%F0%9F%92%A9",
]
const LIMITS = [
  "limit=-1",
  "limit=1e9",
  "limit=abc",
  "limit[]=1",
  "limit=",
  "limit=1.5",
  "offset=-1",
]

/** What a list asks for beside its page. */
const NEEDED: Readonly<Record<string, string>> = {
  "/store/kairos/recommendations": "kind=affinity&product_id=prod_1&",
}

export function badInput(ctx: SuiteContext): void {
  describe("bad input", () => {
    const clientOf = (route: OurRoute): HttpClient =>
      route.path.startsWith("/admin")
        ? ctx.admin
        : route.path.startsWith("/store")
          ? ctx.store
          : ctx.anyone

    /** One test for all routes: each test costs a restored database, and every failure is named anyway. */
    const everyRoute = async (
      chosen: readonly OurRoute[],
      cases: readonly string[],
      ask: (route: OurRoute, input: string) => Promise<Answer>,
      isFine: (answer: Answer, route: OurRoute, input: string) => boolean
    ) => {
      const failures: string[] = []
      for (const route of chosen) {
        for (const input of cases) {
          const answer = await ask(route, input)
          if (!isFine(answer, route, input)) {
            failures.push(`${route.method} ${route.path} ${input.slice(0, 30)}: ${said(answer)}`)
          }
        }
      }
      expect(failures).toEqual([])
    }

    it("refuses every unreadable body (IN23 to IN33)", async () => {
      await everyRoute(
        ourRoutes.filter(({ method }) => method === "POST"),
        BODIES.map(({ name }) => name),
        (route, input) => {
          const { body, type } = BODIES.find(({ name }) => name === input)!
          return clientOf(route).raw("POST", filled(route, "does-not-exist"), body, type)
        },
        // Settings and the like take a part of their fields, and none of them is a part, too.
        (answer, route, input) =>
          isRefusal(answer) ||
          isPage(route, answer) ||
          (input === "nothing" && answer.status === 200)
      )
      expect(({} as Record<string, unknown>).polluted).toBeUndefined()
    })

    it("names the field that it does not know (IN32)", async () => {
      const shopper = await registerShopper(ctx, "ada@shop.example")
      await everyRoute(
        ourRoutes.filter(({ hasBody, path: route }) => hasBody && !route.includes("{")),
        ["strange_field"],
        (route, input) =>
          (/preferences|store.*privacy/.test(route.path)
            ? ctx.storeAs(shopper)
            : clientOf(route)
          ).post(route.path, { [input]: 1 }),
        (answer, route, input) =>
          (answer.status === 400 && String(answer.body.message).includes(input)) ||
          isPage(route, answer)
      )
    })

    it("says what was expected and what was there, and what is missing", async () => {
      const ask = async (client: HttpClient, path: string, body: unknown) => {
        const { status, body: answer } = await client.post(path, body)
        return [status, answer.message] as const
      }
      const recover = "/store/kairos/carts/recover"
      expect(await ask(ctx.store, recover, { token: 5 })).toEqual([
        400,
        "token: expected a string, got 5",
      ])
      expect(await ask(ctx.store, recover, {})).toEqual([
        400,
        "token: is required (expected a string)",
      ])
      const outcomes = "/store/kairos/outcomes"
      expect(await ask(ctx.store, outcomes, { decision_id: "x", kind: "seen" })).toEqual([
        400,
        expect.stringMatching(/^kind: .*"shown".*, got "seen"$/),
      ])
      expect(await ask(ctx.admin, "/admin/kairos/settings", { mode: 3 })).toEqual([
        400,
        expect.stringMatching(/^mode: .*, got 3$/),
      ])
      expect(
        await ask(ctx.admin, "/admin/kairos/settings", { caps: [{ max: "abc", days: 1 }] })
      ).toEqual([400, expect.stringMatching(/^caps\.0\.max: expected .*, got "abc"$/)])
      const { status, body } = await ctx.admin.get("/admin/kairos/deliveries?limit=abc")
      expect([status, body.message]).toEqual([
        400,
        'limit: expected a whole number from 1 to 100, got "abc"',
      ])
    })

    it("refuses strange pages, orders and filters (IN38, IN39)", async () => {
      await everyRoute(
        ourRoutes.filter(({ query }) => query.includes("limit")),
        [...LIMITS, "order=;drop", "strange=1"],
        (route, input) =>
          clientOf(route).get(`${filled(route, "cus_1")}?${NEEDED[route.path] ?? ""}${input}`),
        (answer, _route, input) =>
          answer.status === 400
            ? String(answer.body.message).includes(input.split(/[=[]/)[0]!)
            : answer.status === 404
      )
    })

    it("refuses a list of decisions from a time after its end (IN50)", async () => {
      const path = "/admin/kairos/decisions?from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z"
      const answer = await ctx.admin.get(path)
      expect([answer.status, answer.body.message]).toEqual([
        400,
        "from: is after to; exchange them, or leave one out",
      ])
    })

    it("takes any id without falling over (IN40, IN41)", async () => {
      await everyRoute(
        ourRoutes.filter(({ path: route }) => route.includes("{")),
        IDS,
        (route, input) =>
          clientOf(route).raw(
            route.method,
            filled(route, input),
            route.method === "GET" ? undefined : "{}",
            JSON_TYPE
          ),
        (answer) => isRefusal(answer)
      )
    })
  })
}

const filled = (route: OurRoute, id: string): string =>
  route.path.replaceAll(/\{\w+\}/g, () => (/%/.test(id) ? id : encodeURIComponent(id)))

const isRefusal = ({ status }: Answer): boolean => status >= 400 && status < 500

/** A link in a mail answers with a page, which says what is wrong and does nothing. */
const isPage = (route: OurRoute, { status, body }: Answer): boolean =>
  route.path.startsWith("/kairos/") && status === 200 && String(body).includes("<html")

function said({ status, body }: Answer): string {
  const text = typeof body === "string" ? body : JSON.stringify(body)
  return `${status} ${text.slice(0, 200)}`
}
