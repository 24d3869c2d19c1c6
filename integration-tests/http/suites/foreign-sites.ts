import { ok, registerShopper } from "../../support/shopper"
import type { SuiteContext } from "../../support/suite-context"

const FORM = "application/x-www-form-urlencoded"

/** C-29: what a form on another site can make a browser send. */
export const foreignSitesSuite = (ctx: SuiteContext) =>
  describe("a session in a cookie (C-29)", () => {
    const post = async (
      path: string,
      headers: Readonly<Record<string, string>>,
      body = "locale=es",
      type = FORM
    ) =>
      (
        await fetch(ctx.address() + path, {
          method: "POST",
          headers: { "content-type": type, ...headers },
          body,
        })
      ).status

    async function cookieOf(token: string): Promise<string> {
      const response = await fetch(`${ctx.address()}/auth/session`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}` },
      })
      expect(response.status).toBe(200)
      return String(response.headers.get("set-cookie")).split(";")[0]!
    }

    it("changes nothing of a customer's from another site", async () => {
      const ada = await registerShopper(ctx, "ada@foreign.example")
      const cookie = await cookieOf(ada.token)
      const key = { "x-publishable-api-key": ctx.shop().publishable_key }
      const path = "/store/kairos/preferences"
      const locale = async () =>
        ok(await ctx.storeAs(ada).get(path)).preferences.locale as string | null
      const evil = { cookie, origin: "https://evil.example" }
      // A form cannot send the key, and a script may not without asking first (CORS).
      expect(await post(path, evil)).toBe(400)
      expect(await post(path, { ...evil, ...key })).toBe(403)
      expect(await post(path, { ...evil, ...key, "sec-fetch-site": "cross-site" })).toBe(403)
      expect(await post(path, { cookie, ...key, origin: "null" })).toBe(403)
      expect(await locale()).toBeNull()
      const json = ['{"locale":"es"}', "application/json"] as const
      expect(await post(path, { cookie, ...key, origin: "http://localhost:8000" }, ...json)).toBe(
        200
      )
      expect(await locale()).toBe("es")
      // A token comes from whoever has it, wherever they are.
      const bearer = { authorization: `Bearer ${ada.token}`, origin: "https://evil.example" }
      expect(await post(path, { ...bearer, ...key }, ...json)).toBe(200)
    })

    it("switches nothing of the shop's from another site", async () => {
      const { token } = ok(await ctx.anyone.post("/auth/user/emailpass", ctx.shop().admin))
      const cookie = await cookieOf(token)
      const path = "/admin/kairos/dead-letters/replay"
      expect(await post(path, { cookie, origin: "https://evil.example" }, "")).toBe(403)
      expect(await post(path, { cookie, origin: "http://localhost:9000" }, "")).toBe(200)
      expect(
        await post(
          path,
          { cookie, origin: "https://shop.example", "sec-fetch-site": "same-origin" },
          ""
        )
      ).toBe(200)
      expect(await post(path, { cookie }, "")).toBe(200)
    })

    it("is nothing that the links in mails know", async () => {
      const response = await fetch(`${ctx.address()}/kairos/preferences?token=x`, {
        headers: { origin: "https://evil.example" },
      })
      expect(response.headers.get("access-control-allow-origin")).toBeNull()
      expect(response.headers.get("set-cookie")).toBeNull()
    })
  })
