import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { ROUTE_PERMISSIONS } from "../../../src/api/support/route-permissions"
import { type Permission, PERMISSIONS } from "../../../src/core/privacy/permissions"
import { type HttpClient, httpClient } from "../../support/http-client"
import { activated, mailAction, makeTemplate } from "../../support/marketer"
import { ok } from "../../support/shopper"
import type { SuiteContext } from "../../support/suite-context"

type Rbac = {
  readonly createRbacRoles: (role: { name: string }) => Promise<{ readonly id: string }>
  readonly listRbacPolicies: (
    filter: object,
    config: object
  ) => Promise<{ readonly id: string; readonly resource: string; readonly operation: string }[]>
  readonly createRbacRolePolicies: (
    rows: { role_id: string; policy_id: string }[]
  ) => Promise<unknown>
}

const ROUTES = Object.entries(ROUTE_PERMISSIONS).map(([name, permission]) => {
  const [method = "", path = ""] = name.split(" ")
  return { name, permission, method, path: `/admin/kairos/${path.replaceAll(/:\w+/g, "none")}` }
})

/** C-21, A8: roles of Medusa, where the shop uses them. */
export const rolesSuite = (ctx: SuiteContext) =>
  describe("a shop with Medusa's roles", () => {
    beforeEach(async () => {
      const [owner] = await ctx.container().resolve(Modules.USER).listUsers({})
      await give(owner!.id, "role_super_admin")
    })

    const give = (user_id: string, rbac_role_id: string) =>
      ctx
        .container()
        .resolve(ContainerRegistrationKeys.LINK)
        .create({ [Modules.USER]: { user_id }, [Modules.RBAC]: { rbac_role_id } })

    /** Somebody of the shop with a role of just these, and their client. */
    async function person(name: string, may: readonly Permission[]) {
      const login = { email: `${name}@staff.example`, password: "only-for-the-tests" }
      const user = await ctx.container().resolve(Modules.USER).createUsers({ email: login.email })
      const auth = ctx.container().resolve(Modules.AUTH)
      const { authIdentity } = await auth.register("emailpass", { body: login })
      await auth.updateAuthIdentities({
        id: authIdentity!.id,
        app_metadata: { user_id: user.id },
      })
      if (may.length > 0) {
        const rbac = ctx.container().resolve(Modules.RBAC) as unknown as Rbac
        const role = await rbac.createRbacRoles({ name })
        const policies = await rbac.listRbacPolicies({ resource: "kairos" }, { take: 100 })
        await rbac.createRbacRolePolicies(
          policies
            .filter(({ operation }) => (may as readonly string[]).includes(operation))
            .map(({ id }) => ({ role_id: role.id, policy_id: id }))
        )
        await give(user.id, role.id)
      }
      const { token } = ok(await ctx.anyone.post("/auth/user/emailpass", login))
      return {
        id: user.id,
        ask: httpClient(ctx.address, () => ({ authorization: `Bearer ${token}` })),
      }
    }

    const call = ({ ask }: { ask: HttpClient }, method: string, path: string) =>
      method === "GET" ? ask.get(path) : method === "DELETE" ? ask.delete(path) : ask.post(path, {})

    it.each<Permission | null>([...PERMISSIONS, null])(
      "lets a role with %s alone do that and nothing else (C-21, A8)",
      async (permission) => {
        const somebody = await person("somebody", permission === null ? [] : [permission])
        const wrong: string[] = []
        for (const route of ROUTES) {
          const { status, body } = await call(somebody, route.method, route.path)
          const refused = status === 403
          const told = refused && String(body.message).endsWith(`kairos:${route.permission}`)
          if (refused !== (route.permission !== permission) || (refused && !told)) {
            wrong.push(`${route.name}: ${status} ${JSON.stringify(body).slice(0, 120)}`)
          }
        }
        expect(wrong).toEqual([])
      }
    )

    it("reads a route's name however it is spelt", async () => {
      const { ask } = await person("reader", ["view"])
      for (const path of ["/Settings", "/settings/", "/s%65ttings", "//settings"]) {
        const { status } = await ask.post(`/admin/kairos${path}`, { mode: "live" })
        expect([path, status]).not.toEqual([path, 200])
      }
      for (const path of ["/profiles/EXPORT", "/profiles/export/", "/profiles/%65xport"]) {
        expect([path, (await ask.get(`/admin/kairos${path}`)).status]).toEqual([path, 403])
      }
    })

    it("asks of whoever changes what runs as much as of whoever lets it go", async () => {
      const template = await makeTemplate(ctx.admin)
      const hello = {
        name: "Hello",
        trigger: { code: "order.placed", args: {} },
        steps: [{ key: "first", wait: { minutes: 0 }, actions: [mailAction(template.id)] }],
      }
      const running = await activated(ctx.admin, hello)
      const draft = ok(await ctx.admin.post("/admin/kairos/automations", hello)).automation
      const { ask } = await person("editor", ["edit", "view"])
      const change = (id: string) =>
        ask.post(`/admin/kairos/automations/${id}`, { ...hello, priority: 9 })
      expect((await change(draft.id)).status).toBe(200)
      const refused = await change(running.id)
      expect([refused.status, refused.body.message]).toEqual([
        403,
        "your role does not let you start or stop automations and messages; ask for a role with kairos:publish",
      ])
      expect(
        (await ask.post(`/admin/kairos/automations/${running.id}/versions/1/restore`)).status
      ).toBe(403)
      const { permissions } = ok(await ask.get("/admin/kairos/permissions"))
      expect(
        permissions
          .filter(({ granted }: { granted: boolean }) => granted)
          .map(({ code }: { code: string }) => code)
      ).toEqual(["view", "edit"])
    })

    it("lets a secret key do what its maker may now", async () => {
      const keys = ctx.container().resolve(Modules.API_KEY)
      const owner = ok(await ctx.admin.get("/admin/kairos/permissions")).permissions
      expect(owner.every(({ granted }: { granted: boolean }) => granted)).toBe(true)
      const { id } = await person("maker", ["view"])
      const key = await keys.createApiKeys({ title: "sync", type: "secret", created_by: id })
      const basic = `Basic ${Buffer.from(`${key.token}:`).toString("base64")}`
      const ask = httpClient(ctx.address, () => ({ authorization: basic }))
      expect((await ask.get("/admin/kairos/settings")).status).toBe(200)
      expect((await ask.post("/admin/kairos/settings", { mode: "live" })).status).toBe(403)
    })
  })
