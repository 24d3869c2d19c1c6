import { type CachingProxy, startCachingProxy } from "../../support/caching-proxy"
import { httpClient } from "../../support/http-client"
import { activated } from "../../support/marketer"
import { ok, registerShopper } from "../../support/shopper"
import type { SuiteContext } from "../../support/suite-context"

/** What is personal goes through a shared cache to nobody else (C-28). */
export function caches(ctx: SuiteContext): void {
  describe("a caching proxy in front of the shop", () => {
    let proxy: CachingProxy
    beforeEach(async () => {
      proxy = await startCachingProxy(ctx.address)
    })
    afterEach(() => proxy.stop())
    const key = () => ({ "x-publishable-api-key": ctx.shop().publishable_key })

    it("gives everybody their own content, preferences and coupons", async () => {
      ok(await ctx.admin.post("/admin/kairos/placements", { code: "home-hero", name: "Home" }))
      const content = {
        headline: "Hello, {{default customer.first_name 'friend'}}",
        body: "New things are here.",
        image_url: null,
        cta: null,
        products: { source: "none", ids: [] },
        disclosure: null,
      }
      await activated(ctx.admin, {
        name: "Hello",
        objective: "inform",
        trigger: { code: "placement.requested", args: {} },
        steps: [
          {
            key: "show",
            actions: [{ code: "show_content", args: { placement: "home-hero", content } }],
          },
        ],
      })
      const people = await Promise.all(
        ["Ada", "Bea"].map(async (first_name) => {
          const email = `${first_name.toLowerCase()}@proxied.example`
          const shopper = await registerShopper(ctx, email, { first_name })
          const consents = ["marketing", "personalisation"].map((purpose) => ({
            purpose,
            channel: purpose === "marketing" ? "email" : "on_site",
            granted: true,
          }))
          // Their topics tell their preferences apart.
          const own = { consents, topics: [first_name === "Ada" ? "kitchen" : "gifts"] }
          ok(await ctx.storeAs(shopper).post("/store/kairos/preferences", own))
          const token = { authorization: `Bearer ${shopper.token}` }
          return httpClient(
            () => proxy.url,
            () => ({ ...key(), ...token })
          )
        })
      )
      const nobody = httpClient(() => proxy.url, key)
      const headline = async (client: typeof nobody) => {
        const answer = ok(await client.get("/store/kairos/content?placements=home-hero"))
        return answer.content["home-hero"]?.headline
      }
      const seen = []
      for (const client of [people[0]!, people[0]!, people[1]!, nobody, people[0]!]) {
        seen.push(await headline(client))
      }
      expect(seen).toEqual([
        "Hello, Ada",
        "Hello, Ada",
        "Hello, Bea",
        // Nobody agreed to anything: what would be personal is not shown.
        undefined,
        "Hello, Ada",
      ])
      const topics = async (client: typeof nobody) =>
        ok(await client.get("/store/kairos/preferences")).preferences.topics
      expect([await topics(people[0]!), await topics(people[1]!)]).toEqual([["kitchen"], ["gifts"]])
      expect((await nobody.get("/store/kairos/preferences")).status).toBe(401)
      expect(ok(await people[0]!.get("/store/kairos/coupons")).coupons).toEqual([])
      expect((await nobody.get("/store/kairos/coupons")).status).toBe(401)
      expect(proxy.hits()).toBe(0)

      // It is a cache: what Medusa says nothing about comes from its memory.
      ok(await nobody.get("/store/regions"))
      ok(await nobody.get("/store/regions"))
      expect(proxy.hits()).toBe(1)
    })
  })
}
