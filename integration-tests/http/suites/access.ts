import { readFileSync } from "node:fs"
import path from "node:path"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { SignJWT } from "jose"
import { httpClient, type HttpClient } from "../../support/http-client"
import { ok, registerShopper } from "../../support/shopper"
import type { SuiteContext } from "../../support/suite-context"

type Route = { readonly method: string; readonly path: string }

/** Every route of ours, from the document that is generated from them: a new one is here at once. */
const routes: readonly Route[] = Object.entries(
  (
    JSON.parse(readFileSync(path.resolve(__dirname, "../../../docs/openapi.json"), "utf8")) as {
      paths: Record<string, Record<string, unknown>>
    }
  ).paths
).flatMap(([route, operations]) =>
  Object.keys(operations).map((method) => ({ method: method.toUpperCase(), path: route }))
)

/** What a shopper without a session may call; everything else of the store asks for one. */
const FOR_EVERYBODY = new Set([
  "POST /store/kairos/carts/recover",
  "POST /store/kairos/consents",
  "GET /store/kairos/content",
  "POST /store/kairos/coupons/check",
  "POST /store/kairos/events",
  "POST /store/kairos/outcomes",
  "POST /store/kairos/visitors/forget",
])

/** Who may call what (C-10): routes of the built app times kinds of callers. */
export const accessSuite = (ctx: SuiteContext) =>
  describe("who may call what", () => {
    const key = () => ({ "x-publishable-api-key": ctx.shop().publishable_key })
    const bearer = (token: string): HttpClient =>
      httpClient(ctx.address, () => ({ ...key(), authorization: `Bearer ${token}` }))
    const call = (client: HttpClient, { method, path: route }: Route) =>
      client.raw(
        method,
        route.replaceAll(/\{\w+\}/g, "does-not-exist"),
        method === "GET" ? undefined : "{}",
        "application/json"
      )
    const jwtSecret = () => {
      const { projectConfig } = ctx.container().resolve(ContainerRegistrationKeys.CONFIG_MODULE)
      return String(projectConfig.http.jwtSecret)
    }
    const token = (claims: Record<string, unknown>, expires: string) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: "HS256" })
        .setIssuedAt()
        .setExpirationTime(expires)
        .sign(new TextEncoder().encode(jwtSecret()))

    it("gives admin routes to admins alone", async () => {
      const shopper = await registerShopper(ctx, "ada@access.example")
      const callers = { nobody: ctx.anyone, store: ctx.store, shopper: bearer(shopper.token) }
      const let_in: string[] = []
      for (const route of routes.filter((one) => one.path.startsWith("/admin/"))) {
        for (const [name, client] of Object.entries(callers)) {
          const { status } = await call(client, route)
          if (status !== 401) {
            let_in.push(`${name}: ${route.method} ${route.path}: ${status}`)
          }
        }
      }
      expect(let_in).toEqual([])
    })

    it("gives a person's own routes to whoever is logged in as them", async () => {
      const shopper = await registerShopper(ctx, "ada@access.example")
      const claims = { actor_id: shopper.id, actor_type: "customer", auth_identity_id: "x" }
      // The same token in its time is good: it is refused for its age and nothing else.
      const fresh = await call(bearer(await token(claims, "1h")), {
        method: "GET",
        path: "/store/kairos/preferences",
      })
      expect(fresh.status).toBe(200)
      const expired = await token(claims, "-1h")
      const callers = {
        nobody: ctx.store,
        expired: bearer(expired),
        admin: ctx.admin,
      }
      const own = routes.filter(
        (one) =>
          one.path.startsWith("/store/") &&
          !FOR_EVERYBODY.has(`${one.method} ${one.path}`) &&
          // Its sealed id says whose it is: a stranger's answer is 404 as for one that does not exist.
          !one.path.includes("/decisions/")
      )
      expect(own.length).toBeGreaterThan(2)
      const let_in: string[] = []
      for (const route of own) {
        for (const [name, client] of Object.entries(callers)) {
          const { status } = await call(client, route)
          // An admin has no publishable key.
          if (status !== 401 && !(name === "admin" && status === 400)) {
            let_in.push(`${name}: ${route.method} ${route.path}: ${status}`)
          }
        }
      }
      expect(let_in).toEqual([])
    })

    it("wants the publishable key on every store route", async () => {
      const statuses = new Set<number>()
      for (const route of routes.filter((one) => one.path.startsWith("/store/"))) {
        statuses.add((await call(ctx.anyone, route)).status)
      }
      expect([...statuses]).toEqual([400])
    })

    it("takes nobody's id from a path, query or body", async () => {
      const ada = await registerShopper(ctx, "ada@access.example")
      const eve = await registerShopper(ctx, "eve@access.example")
      ok(
        await ctx.storeAs(ada).post("/store/kairos/preferences", {
          paused_until: "2099-01-01T00:00:00Z",
        })
      )
      const asEve = ctx.storeAs(eve)
      for (const query of [
        `customer_id=${ada.id}`,
        `customer_id[]=${ada.id}`,
        `actor_id=${ada.id}`,
        `email=ada%40access.example`,
        `__proto__[customer_id]=${ada.id}`,
      ]) {
        for (const route of ["/store/kairos/preferences", "/store/kairos/coupons"]) {
          const answer = await asEve.get(`${route}?${query}`)
          expect(JSON.stringify(answer.body)).not.toMatch(/2099|ada@access/)
        }
      }
      const stolen = { customer_id: ada.id, paused_until: null }
      expect((await asEve.post("/store/kairos/preferences", stolen)).status).toBe(400)
      const { preferences } = ok(await ctx.storeAs(ada).get("/store/kairos/preferences"))
      expect(preferences.paused_until).toMatch(/^2099-01-01/)
    })
  })
