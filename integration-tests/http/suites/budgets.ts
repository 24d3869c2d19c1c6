import {
  activated,
  agreedShopper,
  couponAction,
  mailAction,
  mailAutomation,
  makeTemplate,
} from "../../support/marketer"
import { ok, placeOrder, type Shopper } from "../../support/shopper"
import type { SuiteContext } from "../../support/suite-context"
import type { DeliveryResponse } from "../../../src/types"

/** K5: an automation spends no more than its owner allows. */
export const budgetsSuite = (ctx: SuiteContext) =>
  describe("budgets", () => {
    const shoppers = (names: readonly string[]) =>
      Promise.all(names.map((name) => agreedShopper(ctx, `${name}@budget.example`)))
    const deliveryOf = async ({ id }: Shopper): Promise<DeliveryResponse> =>
      ok(await ctx.admin.get(`/admin/kairos/deliveries?customer_id=${id}`)).deliveries[0]
    const buy = async (shopper: Shopper) => {
      await placeOrder(ctx, { shopper })
      await ctx.settled()
    }
    const raise = async (id: string, budget: object) => {
      const path = `/admin/kairos/automations/${id}`
      const { name, trigger, steps } = ok(await ctx.admin.get(path)).automation
      ok(await ctx.admin.post(path, { name, trigger, steps, budget }))
      await ctx.settled()
    }
    const couponed = async (coupon: Record<string, unknown>, amount: number) => {
      const template = await makeTemplate(ctx.admin, {
        body: "<p>Thanks{{#if coupon}}, your code: {{coupon.code}}{{/if}}</p>",
      })
      return activated(ctx.admin, {
        name: "Thanks",
        trigger: { code: "order.placed", args: {} },
        steps: [{ key: "first", actions: [couponAction(coupon), mailAction(template.id)] }],
        budget: { discount_per_month: { amount, currency_code: "eur" } },
      })
    }
    const mailOf = async ({ email }: Shopper) => (await ctx.mailbox().messages(email))[0]?.text

    it("let so many go on a day, by several workers at once, and the rest when it is raised", async () => {
      const { automation } = await mailAutomation(ctx.admin, { budget: { deliveries_per_day: 2 } })
      const people = await shoppers(["ana", "bea", "cleo", "dora", "eva"])
      await Promise.all(people.map((shopper) => placeOrder(ctx, { shopper })))
      await ctx.settled()
      const first = await Promise.all(people.map(deliveryOf))
      expect(first.map(({ state }) => state).sort()).toEqual([
        "held",
        "held",
        "held",
        "sent",
        "sent",
      ])
      const held = first.find(({ state }) => state === "held")!
      expect(held.reason).toBe("budget_spent")
      expect(held.hold?.text).toEqual({
        en: expect.stringContaining("the automation's budget allows 2 a day, and 2 went today"),
        es: expect.stringContaining("permite 2 al día y hoy ya salieron 2"),
        pt: expect.stringContaining("permite 2 por dia e hoje já saíram 2"),
      })
      expect(Date.parse(held.hold!.until)).toBeGreaterThan(Date.parse(held.created_at))

      await raise(automation.id, { deliveries_per_day: 4 })
      const then = await Promise.all(people.map(deliveryOf))
      expect(then.filter(({ state }) => state === "sent")).toHaveLength(4)
      await raise(automation.id, {})
      expect((await Promise.all(people.map(mailOf))).every((text) => text !== undefined)).toBe(true)
    })

    it("end the coupons that are worth an amount before they promise more than is there", async () => {
      await couponed({ kind: "fixed", value: { amount: 5, currency_code: "eur" } }, 12)
      const people = await shoppers(["fay", "gia", "hana"])
      for (const shopper of people) {
        await buy(shopper)
      }
      const texts = await Promise.all(people.map(mailOf))
      expect(texts.map((text) => text?.includes("your code"))).toEqual([true, true, false])
      const codes = await Promise.all(
        people.map(async (who) => ok(await ctx.storeAs(who).get("/store/kairos/coupons")).coupons)
      )
      expect(codes.map((list) => list.length)).toEqual([1, 1, 0])
    })

    it("count a percentage when it was used, and keep what somebody has", async () => {
      await couponed({}, 1)
      const [ida, jo] = await shoppers(["ida", "jo"])
      await buy(ida!)
      await buy(jo!)
      const [coupon] = ok(await ctx.storeAs(ida!).get("/store/kairos/coupons")).coupons
      await placeOrder(ctx, { shopper: ida!, promo_codes: [coupon.code] })
      await ctx.settled()
      const [kim] = await shoppers(["kim"])
      await buy(kim!)
      expect(await mailOf(kim!)).not.toContain("your code")
      const [kept] = ok(await ctx.storeAs(jo!).get("/store/kairos/coupons")).coupons
      expect(kept.status).toBe("open")
    })

    it("refuse a message that is nothing without its coupon, and say what was spent", async () => {
      const template = await makeTemplate(ctx.admin, { body: "<p>Your code: {{coupon.code}}</p>" })
      await activated(ctx.admin, {
        name: "Thanks",
        trigger: { code: "order.placed", args: {} },
        steps: [
          {
            key: "first",
            actions: [
              couponAction({ kind: "fixed", value: { amount: 5, currency_code: "eur" } }),
              mailAction(template.id),
            ],
          },
        ],
        budget: { discount_per_month: { amount: 5, currency_code: "eur" } },
      })
      const [lea, mia] = await shoppers(["lea", "mia"])
      await buy(lea!)
      await buy(mia!)
      const refused = await deliveryOf(mia!)
      expect([refused.state, refused.reason]).toEqual(["refused", "budget_spent"])
      expect(refused.because).toEqual({
        en: "discounts of this automation this month: 0 given and 5 promised, at most 5 EUR",
        es: expect.stringContaining("0 concedidos y 5 prometidos"),
        pt: expect.stringContaining("0 concedidos e 5 prometidos"),
      })
    })
  })
