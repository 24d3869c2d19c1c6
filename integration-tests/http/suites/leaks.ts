import type { Coupon } from "../../../src/core/coupon/coupon"
import { runtimeOf } from "../../../src/workflows/support/runtime"
import type { HttpClient } from "../../support/http-client"
import { activated, couponAction } from "../../support/marketer"
import { ok, placeOrder, registerShopper, type Shopper } from "../../support/shopper"
import type { SuiteContext } from "../../support/suite-context"
import { until } from "../../support/until"

const ATTEMPTS = 4

/** Where we go beyond everybody, 9: a code that leaks is worth nothing to others, and nothing less to its owner. */
export const leaksSuite = (ctx: SuiteContext) =>
  describe("the leak radar (K8)", () => {
    let ada: Shopper
    let bob: Shopper
    beforeEach(async () => {
      ada = await registerShopper(ctx, "ada@leaks.example")
      bob = await registerShopper(ctx, "bob@leaks.example")
      ok(
        await ctx.admin.post("/admin/kairos/settings", {
          leak_radar: { attempts: ATTEMPTS, minutes: 60 },
        })
      )
      // Settings are read through a cache of a second.
      await runtime().automation.settings.write(
        "leak_radar",
        { attempts: ATTEMPTS, minutes: 60 },
        "t"
      )
    })

    const runtime = () => runtimeOf(ctx.container())
    const issue = (): Promise<Coupon> =>
      runtime().automation.coupons.issue(ctx.knex(), {
        terms: {
          kind: "percent",
          value: "10",
          currency_code: null,
          minimum: null,
          gift_variant_id: null,
          valid_days: 7,
          next_order_only: false,
        },
        key: `leaks ${ada.id}`,
        automation_id: "kaut_1",
        decision_id: "kdec_1",
        delivery_id: "kdel_1",
        customer_id: ada.id,
        email: ada.email,
      })
    const newCart = async (client: HttpClient): Promise<string> => {
      const items = [{ variant_id: ctx.shop().mug.variant_id, quantity: 1 }]
      const body = { region_id: ctx.shop().region_id, items }
      return ok(await client.post("/store/carts", body)).cart.id as string
    }
    const present = (client: HttpClient, cart: string, code: string) =>
      client.post(`/store/carts/${cart}/promotions`, { promo_codes: [code] })
    const triedBy = async (client: HttpClient, code: string, times: number) => {
      const cart = await newCart(client)
      for (let i = 0; i < times; i++) {
        expect((await present(client, cart, code)).status).toBe(400)
      }
    }
    const shownTo = async (owner: Shopper) =>
      ok(await ctx.storeAs(owner).get("/store/kairos/coupons")).coupons[0] as {
        code: string
        value: string
        expires_at: string
      }
    const reissued = (old: string) =>
      until("the new code", async () => {
        const coupon = await shownTo(ada)
        return coupon.code === old ? null : coupon
      })
    const discount = async (code: string) => {
      const client = ctx.storeAs(ada)
      return ok(await present(client, await newCart(client), code)).cart.discount_total as number
    }

    it("revokes a code within so many attempts, and its owner redeems both at the same price", async () => {
      const coupon = await issue()
      await triedBy(ctx.storeAs(bob), coupon.code, ATTEMPTS - 1)
      expect((await shownTo(ada)).code).toBe(coupon.code)
      await triedBy(ctx.store, coupon.code, 1)
      const fresh = await reissued(coupon.code)
      expect(fresh).toMatchObject({ value: "10", expires_at: coupon.expires_at })
      expect(await discount(coupon.code)).toBe(2)
      expect(await discount(fresh.code)).toBe(2)
      // One coupon still: Medusa knows it under its new name alone.
      const promotions = await ctx.knex()("promotion").whereNull("deleted_at").select("code")
      expect(promotions).toEqual([{ code: fresh.code }])
      const bobs = await newCart(ctx.storeAs(bob))
      for (const code of [coupon.code, fresh.code]) {
        expect(await present(ctx.storeAs(bob), bobs, code)).toMatchObject({
          status: 400,
          body: { message: `The promotion code ${code} is invalid` },
        })
      }
      const audit = await ctx.knex()("kairos_audit").where({ action: "reissue" }).select("actor")
      expect(audit).toEqual([{ actor: "kairos" }])
    })

    it("leaves alone what lies on its owner's cart, and shows them the new code", async () => {
      const coupon = await issue()
      const client = ctx.storeAs(ada)
      const cart = await newCart(client)
      ok(await present(client, cart, coupon.code))
      await triedBy(ctx.storeAs(bob), coupon.code, ATTEMPTS)
      const fresh = await reissued(coupon.code)
      const still = ok(await client.get(`/store/carts/${cart}`)).cart
      expect(still.discount_total).toBe(2)
      // The new code is the same coupon, so it is the same promotion.
      expect(await discount(fresh.code)).toBe(2)
      expect(await ctx.knex()("promotion").whereNull("deleted_at").select("code")).toHaveLength(1)
      const without = await client.raw(
        "DELETE",
        `/store/carts/${cart}/promotions`,
        JSON.stringify({ promo_codes: [fresh.code] }),
        "application/json"
      )
      expect(ok(without).cart.discount_total).toBe(0)
    })

    it("is followed by what the owner sees next: the old code is shown nowhere any more", async () => {
      await ctx.admin.post("/admin/kairos/placements", { code: "home-hero", name: "Home" })
      const content = { headline: "Thanks", body: "{{coupon.code}}" }
      await activated(ctx.admin, {
        name: "Thanks",
        trigger: { code: "order.placed", args: {} },
        steps: [
          {
            key: "first",
            actions: [
              couponAction(),
              { code: "show_content", args: { placement: "home-hero", content } },
            ],
          },
        ],
      })
      const client = ctx.storeAs(ada)
      for (const [purpose, channel] of [
        ["marketing", "email"],
        ["personalisation", "on_site"],
      ]) {
        const consents = [{ purpose, channel, granted: true }]
        ok(await client.post("/store/kairos/preferences", { consents }))
      }
      await placeOrder(ctx, { shopper: ada })
      await ctx.settled()
      const shown = async () =>
        ok(await client.get("/store/kairos/content", { placements: "home-hero" })).content[
          "home-hero"
        ] as { body: string; coupon: { code: string } }
      const old = (await shown()).coupon.code
      ok(await present(client, await newCart(client), old))
      await triedBy(ctx.storeAs(bob), old, ATTEMPTS)
      const fresh = await reissued(old)
      expect(await shown()).toMatchObject({ body: fresh.code, coupon: { code: fresh.code } })
    })

    it("counts nobody in particular once per cart, and nothing where the shop switched it off", async () => {
      const coupon = await issue()
      await triedBy(ctx.store, coupon.code, ATTEMPTS + 2)
      const [first] = ok(await ctx.admin.get("/admin/kairos/coupon-attempts")).coupon_attempts
      expect(first).toMatchObject({ attempts: ATTEMPTS + 2, baskets: 1, revoked_at: null })
      await runtime().automation.settings.write("leak_radar", null, "t")
      await triedBy(ctx.storeAs(bob), coupon.code, ATTEMPTS)
      expect((await shownTo(ada)).code).toBe(coupon.code)
    })

    it("tells the admin what was tried, when, from where, and not the code", async () => {
      const coupon = await issue()
      await triedBy(ctx.storeAs(bob), coupon.code, ATTEMPTS)
      await reissued(coupon.code)
      const { body } = await ctx.admin.get("/admin/kairos/coupon-attempts")
      expect(body).toMatchObject({ count: 1, offset: 0, limit: 20 })
      expect(body.coupon_attempts[0]).toMatchObject({
        coupon_id: coupon.id,
        customer_id: ada.id,
        code_ending: coupon.code.slice(-4),
        attempts: ATTEMPTS,
        revoked_at: expect.any(String),
        address_blocks: [{ block: "127.0.0.0/24", attempts: ATTEMPTS }],
        channels: [{ sales_channel_id: ctx.shop().sales_channel_id, attempts: ATTEMPTS }],
        by_hour: [{ attempts: ATTEMPTS }],
        text: { en: expect.stringContaining("tried 4 times by others") },
      })
      expect(JSON.stringify(body)).not.toContain(coupon.code)
      expect(await runtime().automation.couponAttempts.forget(90)).toBe(0)
    })

    it("refuses a policy that makes no sense, and names the field", async () => {
      for (const leak_radar of [{ attempts: 1, minutes: 60 }, { attempts: 5 }, { minutes: 0 }, 5]) {
        const answer = await ctx.admin.post("/admin/kairos/settings", { leak_radar })
        expect([answer.status, answer.body.message]).toEqual([
          400,
          expect.stringMatching(/^leak_radar/),
        ])
      }
    })
  })
