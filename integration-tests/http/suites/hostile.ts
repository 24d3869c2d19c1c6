import { runtimeOf } from "../../../src/workflows/support/runtime"
import type { Answer, HttpClient } from "../../support/http-client"
import { type OurRoute, ourRoutes } from "../../support/our-routes"
import type { SuiteContext } from "../../support/suite-context"

/** What tools that look for SQL injection send first: quotes, comments, unions, stacked statements, and waits. */
const SQL = [
  "'",
  '"',
  "' or '1'='1",
  "1); drop table kairos_inbox; --",
  "email; drop table kairos_delivery",
  "' union select null, version() --",
  "1 and 1=(select count(*) from pg_sleep(3))",
  "'||(select pg_sleep(3))||'",
  "\\'; select pg_sleep(3); --",
  "$$;select pg_sleep(3)$$",
  "%' or 1=1 --",
  "case when 1=1 then 1 else 1/0 end",
  "?::jsonb",
] as const
const SLOW_MS = 3000

/** What an open redirect is asked with (C-30). */
const ELSEWHERE = "https://evil.example/phish"
const REDIRECTS = ["u", "url", "next", "redirect", "redirect_to", "return_to", "target", "continue"]

export const hostileSuite = (ctx: SuiteContext) =>
  describe("what somebody with bad intentions sends", () => {
    const clientOf = ({ path }: OurRoute): HttpClient =>
      path.startsWith("/admin") ? ctx.admin : path.startsWith("/store") ? ctx.store : ctx.anyone
    const filled = ({ path }: OurRoute) => path.replaceAll(/\{\w+\}/g, "does-not-exist")
    const tables = async (): Promise<readonly string[]> => {
      const { rows } = await ctx
        .knex()
        .raw<{ rows: { tablename: string }[] }>(
          "select tablename from pg_tables where tablename like 'kairos\\_%' order by 1"
        )
      return rows.map(({ tablename }) => tablename)
    }

    it("is a value and never SQL, in every parameter of every list and every filter (C-20)", async () => {
      const before = await tables()
      const asked: Promise<string | null>[] = []
      for (const route of ourRoutes.filter(
        ({ method, query }) => method === "GET" && query.length > 0
      )) {
        for (const name of route.query) {
          for (const value of SQL) {
            const question = `${filled(route)}?${new URLSearchParams({ [name]: value })}`
            asked.push(problemOf(question, () => clientOf(route).get(question)))
            // Ten at a time: what takes long is to be seen as such.
            if (asked.length % 10 === 0) {
              await Promise.all(asked.slice(-10))
            }
          }
        }
      }
      expect(asked.length).toBeGreaterThan(500)
      expect((await Promise.all(asked)).filter((problem) => problem !== null)).toEqual([])
      expect(await tables()).toEqual(before)
    })

    async function problemOf(question: string, ask: () => Promise<Answer>): Promise<string | null> {
      const begun = performance.now()
      const { status, body } = await ask()
      const ms = performance.now() - begun
      const text = JSON.stringify(body)
      return status >= 500 || ms > SLOW_MS || /PostgreSQL \d|syntax error|relation "/.test(text)
        ? `${question}: ${status} in ${Math.round(ms)} ms ${text.slice(0, 200)}`
        : null
    }

    it("is no field of a condition, whatever it says (C-20)", async () => {
      for (const field of ["email; drop table kairos_inbox", "order.total) or (1=1", "1"]) {
        const answer = await ctx.admin.post("/admin/kairos/automations", {
          name: "Hello",
          trigger: { code: "order.placed", args: {} },
          conditions: { combinator: "and", rules: [{ field, operator: "=", value: 1 }] },
          steps: [],
        })
        expect([answer.status, answer.body.message]).toEqual([400, expect.stringContaining(field)])
      }
    })

    it("leads nobody away: no answer of ours is a redirect, and none repeats where to (C-30)", async () => {
      const query = new URLSearchParams(REDIRECTS.map((name) => [name, ELSEWHERE]))
      const led: string[] = []
      for (const route of ourRoutes) {
        const answer = await clientOf(route).raw(
          route.method,
          `${filled(route)}?${query}&token=x`,
          route.method === "GET" ? undefined : "{}",
          "application/json"
        )
        const body = typeof answer.body === "string" ? answer.body : ""
        if (
          (answer.status >= 300 && answer.status < 400) ||
          answer.headers.has("location") ||
          body.includes("evil.example")
        ) {
          led.push(`${route.method} ${route.path}: ${answer.status}`)
        }
      }
      expect(led).toEqual([])
    })

    it("is no prototype of anything, in what is kept (C-19)", async () => {
      const body = `{"visitor_id":"v_proto","consent":"storage,profiling","events":[{"id":"p1","name":"page_viewed",
        "occurred_at":"${new Date().toISOString()}","properties":{"path":"/","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}}]}`
      const answer = await ctx.store.raw("POST", "/store/kairos/events", body, "application/json")
      expect(answer.status).toBeLessThan(500)
      expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
      const kept = await ctx.knex()("kairos_behaviour").where({ visitor_id: "v_proto" })
      expect(JSON.stringify(kept)).not.toMatch(/polluted|__proto__|constructor/)
    })

    it("learns nothing of a failure but its number, by which the shop finds the cause (C-25)", async () => {
      const { automation, logger } = runtimeOf(ctx.container())
      const SECRET = "select \"email\" from customer where email = 'ada@hidden.example'"
      const broken = jest.spyOn(automation.placements, "save").mockRejectedValue(new Error(SECRET))
      const said = jest.spyOn(logger, "error").mockImplementation(() => undefined)
      try {
        const create = (headers = {}) =>
          ctx.admin.with(headers).post("/admin/kairos/placements", { code: "home", name: "Home" })
        const answer = await create()
        const id = answer.headers.get("x-request-id")
        expect(id).toMatch(/^[\da-f-]{36}$/)
        expect([answer.status, answer.body]).toEqual([
          500,
          {
            code: "unknown_error",
            type: "unknown_error",
            message: "An unknown error occurred.",
            request_id: id,
          },
        ])
        expect(said.mock.calls.flat().join()).toContain(
          "kairos: POST /admin/kairos/placements answered 500"
        )
        // A proxy's name for the request is kept; what would not fit into a line of the log is not.
        const named = await create({ "x-request-id": "proxy-0123456789" })
        expect(named.body.request_id).toBe("proxy-0123456789")
        const forged = await create({ "x-request-id": "a level=error admin=true" })
        expect(forged.body.request_id).toMatch(/^[\da-f-]{36}$/)
      } finally {
        broken.mockRestore()
        said.mockRestore()
      }
      const fine = await ctx.store.get("/store/kairos/content?placements=home")
      expect([fine.headers.has("x-request-id"), "request_id" in fine.body]).toEqual([true, false])
    })
  })
