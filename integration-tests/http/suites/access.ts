import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { SignJWT } from "jose"
import { httpClient, type HttpClient } from "../../support/http-client"
import { type OurRoute, ourRoutes } from "../../support/our-routes"
import { registerShopper } from "../../support/shopper"
import type { SuiteContext } from "../../support/suite-context"

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

/** Who may call a route at all; whose things it then answers is asked by the suite of owners. */
export const accessSuite = (ctx: SuiteContext) =>
  describe("who may call what", () => {
    const key = () => ({ "x-publishable-api-key": ctx.shop().publishable_key })
    const bearer = (token: string): HttpClient =>
      httpClient(ctx.address, () => ({ ...key(), authorization: `Bearer ${token}` }))
    const call = (client: HttpClient, { method, path: route }: Pick<OurRoute, "method" | "path">) =>
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
      const own = ourRoutes.filter(
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
      for (const route of ourRoutes.filter((one) => one.path.startsWith("/store/"))) {
        statuses.add((await call(ctx.anyone, route)).status)
      }
      expect([...statuses]).toEqual([400])
    })
  })
