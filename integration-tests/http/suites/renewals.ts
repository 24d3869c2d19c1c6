import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { createTaxRegionsWorkflow } from "@medusajs/medusa/core-flows"
import { boughtAgainSoon } from "../../../demo/seed/bought-again"
import { createLearnedPlans } from "../../../demo/seed/renewables"
import { subscriptionChange } from "../../../src/catalog/facts/subscription-change"
import { refreshProfiles } from "../../../src/workflows/profile/refresh-profiles"
import { armNewRenewalMails } from "../../../src/workflows/renewal/arm-renewal-mails"
import { guardSubscriptions } from "../../../src/workflows/renewal/run-guard"
import { endSubscriptions, workRenewals } from "../../../src/workflows/renewal/work-renewals"
import type { Runtime } from "../../../src/workflows/support/runtime"
import { staggerRetry } from "../../../src/core/renewal/stagger"
import { localTimeOf } from "../../../src/core/schedule/time-zone"
import { type RenewalRow, toSubscription } from "../../../src/modules/kairos-renewal/rows"
import { signToken } from "../../../src/workflows/support/tokens"
import { workSingle } from "../../../src/workflows/renewal/charge-renewal"
import type { MarketingEvent } from "../../../src/core/event/event"
import { occasionOver } from "../../../src/workflows/deliver/occasion"
import { dueOf, notYetLink } from "../../../src/workflows/messages/links"
import { findMoments } from "../../../src/workflows/moments/find-moments"
import { keepIncidents } from "../../../src/workflows/moments/keep-incidents"
import { bringVisited } from "../../../src/workflows/renewal/bring-notices"
import { warnOfCards } from "../../../src/workflows/renewal/warn-of-cards"
import { startSubscriptions } from "../../../src/workflows/renewal/start-subscriptions"
import {
  captured,
  CARDS,
  charges,
  forgetCharges,
  silence,
  wallet,
} from "../../support/test-payments/journal"
import { renewalShop, TEST_PROVIDER } from "../../support/renewal-shop"
import { activated, agreeTo, mailAutomation } from "../../support/marketer"
import { ok, placeOrder, registerShopper, type Shopper } from "../../support/shopper"
import type { SuiteContext } from "../../support/suite-context"
import { databaseNow } from "../../../src/workflows/support/database-now"
import { until } from "../../support/until"

export const renewalSuite = (ctx: SuiteContext) =>
  describe("renewals", () => {
    const { runtime, plan, createPass, subscribe, work, pass, renewals, payWith, orders } =
      renewalShop(ctx)
    let ada: Shopper
    let turn = 0
    beforeEach(async () => {
      forgetCharges()
      const providers = { payment_providers: ["pp_system_default", TEST_PROVIDER] }
      ok(await ctx.admin.post(`/admin/regions/${ctx.shop().region_id}`, providers))
      // The mailbox outlives a test, so each has a box of its own.
      ada = await registerShopper(ctx, `ada-${(turn += 1)}@renewals.example`)
    })

    const mails = async (to = ada.email) =>
      (await ctx.mailbox().messages(to)).map(({ subject }) => subject)
    const linkIn = async (subject: RegExp, act: string): Promise<string> => {
      const mail = (await ctx.mailbox().messages(ada.email)).find((one) =>
        subject.test(one.subject)
      )
      const [, path] = new RegExp(`href="[^"]*?(/kairos/subscriptions/${act}\\?token=[^"]+)"`).exec(
        (mail?.html ?? "").replaceAll("&#61;", "=")
      ) ?? [null, ""]
      return path as string
    }
    const press = (path: string, body = "") =>
      ctx.anyone.raw("POST", path, body, "application/x-www-form-urlencoded")
    const knownRecords = (id: string) =>
      ctx.knex()("kairos_subscription_record").where({ subscription_id: id })
    const addressLink = async (id: string, period: number): Promise<string> => {
      const until = new Date(Date.now() + 3_600_000)
      const { options } = runtime()
      const token = await signToken(options, "subscriptions.address", id, { period }, until)
      return `/kairos/subscriptions/address?token=${token}`
    }
    const green = async () => expect((await guardSubscriptions(runtime())).violations).toEqual([])
    const state = async (id: string) =>
      (await renewals(id)).map(({ state, reason }) =>
        reason === null ? state : `${state}: ${reason}`
      )

    /** A process that dies right after what changes a subscription is committed, and before what it grants is settled. */
    const dying = (): Runtime => {
      const { plans, renewals: periods, subscriptions } = runtime().renewal
      const killed = Object.create(subscriptions, {
        grantsDue: { value: () => Promise.reject(new Error("killed")) },
      })
      const renewal = { plans, renewals: periods, subscriptions: killed } as never
      return { ...runtime(), renewal }
    }

    /** As if the shop's option said so. @returns what ends it */
    const spreadOver = (staggerMinutes: number): (() => void) => {
      const renewals = runtime().automation.options.renewals as { staggerMinutes: number }
      const before = renewals.staggerMinutes
      renewals.staggerMinutes = staggerMinutes
      return () => {
        renewals.staggerMinutes = before
      }
    }
    /** Tried again a day after it failed, in its own moment: the failure came within a minute of the charge. */
    const expectSpreadRetry = async (id: string, minutes: number): Promise<void> => {
      const { next_try_at, charged_at } = (await renewals(id))[0] as RenewalRow
      const row = await ctx.knex()("kairos_subscription").where({ id }).first()
      const [earliest, latest] = [0, 60_000].map((ms) => {
        const again = new Date((charged_at as Date).getTime() + 86_400_000 + ms).toISOString()
        const patch = { state: "failed", next_try_at: again } as const
        return staggerRetry(toSubscription(row), patch, minutes).next_try_at as string
      }) as [string, string]
      const at = (next_try_at as Date).toISOString()
      expect([at >= earliest, at <= latest]).toEqual([true, true])
    }

    /** So many mugs on the shelf, and counted. */
    const stock = async (stocked_quantity: number) => {
      const inventory = ctx.container().resolve(Modules.INVENTORY)
      const { id: inventory_item_id } = await inventory.createInventoryItems({ sku: "mug" })
      const { id: location_id } = await ctx.knex()("stock_location").first("id")
      await inventory.createInventoryLevels([{ inventory_item_id, location_id, stocked_quantity }])
      const variant_id = ctx.shop().mug.variant_id
      await ctx
        .container()
        .resolve(ContainerRegistrationKeys.LINK)
        .create({ [Modules.PRODUCT]: { variant_id }, [Modules.INVENTORY]: { inventory_item_id } })
      await ctx
        .knex()("product_variant")
        .where({ id: variant_id })
        .update({ manage_inventory: true })
    }

    const row = (id: string) => ctx.knex()("kairos_subscription").where({ id }).first()
    const newestMail = async (): Promise<string> => {
      const [mail] = await ctx.mailbox().messages(ada.email)
      return `${mail?.subject} ${mail?.text}`
    }
    const createYearly = () =>
      plan(
        { term: { unit: "year", count: 1 }, price: { amount: "99", currency_code: "eur" } },
        { product_id: ctx.shop().mug.id, name: "Mug every year" }
      )

    /** Sold, noticed, and on the day of its renewal. */
    const dueToday = async (terms = {}) => {
      const { id: plan_id } = await plan(terms)
      const id = await subscribe(ada, plan_id)
      await work()
      await pass(24)
      await work()
      await work()
      await pass(6)
      return id
    }

    it("tells before, charges once, confirms once and goes on, with the guard green", async () => {
      const id = await dueToday()
      expect(await state(id)).toEqual(["notified"])
      await work()
      expect(await state(id)).toEqual(["paid", "due"])
      await work()
      expect((await orders()).length).toBe(1)
      const [first, next] = await renewals(id)
      expect([first?.amount, first?.noticed_amount, next?.amount]).toEqual(["25", "25", "25"])
      expect(await mails()).toEqual([
        "Mug is renewed",
        "Before your Mug renews",
        "Your subscription to Mug",
      ])
      await green()
    })

    it("thanks who stays once a period, beside its confirmation, and nobody who left meanwhile", async () => {
      await agreeTo(ctx, ada.email)
      const preset = ok(
        await ctx.admin.post("/admin/kairos/presets/value_each_period/templates", { locale: "en" })
      ).automation
      await activated(ctx.admin, preset)
      const id = await dueToday()
      await work()
      await work()
      const waiting = () =>
        ctx.knex()("kairos_delivery").where({ purpose: "marketing", channel: "email" })
      expect((await waiting()).map(({ state }) => state)).toEqual(["queued"])
      expect((await mails()).filter((subject) => subject === "Mug is renewed").length).toBe(1)
      const come = async () => {
        await waiting().update({ due_at: ctx.knex().raw("now() - interval '1 minute'") })
        await ctx.settled()
      }
      ok(await act(id, "cancel"))
      await come()
      const [{ state, reason }] = await waiting()
      expect([state, reason]).toEqual(["expired", "expired"])
      expect((await mails()).filter((subject) => /Make the most/.test(subject))).toEqual([])
    })

    it("starts one subscription per line, however often the order is seen, and none for another product's plan", async () => {
      const { id: plan_id } = await plan()
      const id = await subscribe(ada, plan_id)
      const { order_id } = await ctx.knex()("kairos_subscription").where({ id }).first()
      await Promise.all([1, 2, 3].map(() => startSubscriptions(runtime(), order_id)))
      await ctx.knex()("kairos_plan").update({ product_id: ctx.shop().lamp.id })
      expect(await subscribe(ada, plan_id)).toBe(id)
      expect((await ctx.knex()("kairos_subscription")).length).toBe(1)
    })

    it("charges nobody who did not agree, and lets them renew with two clicks", async () => {
      const { id: plan_id } = await plan()
      const id = await subscribe(ada, plan_id, { kairos_auto_renew: true })
      await work()
      await pass(24)
      await work()
      await work()
      expect(await state(id)).toEqual(["notified"])
      const link = await linkIn(/Before your Mug/, "renew")
      const page = await ctx.anyone.get(link)
      expect([page.status, page.body]).toEqual([200, expect.stringContaining('value="25"')])
      const again = [await press(link, "amount=25"), await press(link, "amount=25")]
      expect(again.map(({ status }) => status)).toEqual([200, 200])
      await work()
      expect(await state(id)).toEqual(["paid", "due"])
      await pass(30)
      await work()
      await pass(60)
      await work()
      expect(await state(id)).toEqual(["paid", "lapsed: not_renewed"])
      expect((await orders()).length).toBe(1)
      await green()
    })

    it("shows where a renewal goes, sends it to the address that was given by the mail's link, tells its price anew, and forgets it with the person", async () => {
      // There the same costs ten percent more.
      const region = { country_code: "es", provider_id: "tp_system" }
      const { result } = await createTaxRegionsWorkflow(ctx.container()).run({ input: [region] })
      const dearer = {
        country_code: "es",
        province_code: "es-se",
        parent_id: result[0]!.id,
        default_tax_rate: { name: "more", rate: 10, code: "more" },
      }
      await createTaxRegionsWorkflow(ctx.container()).run({ input: [dearer] })
      const { id: plan_id } = await plan()
      const id = await subscribe(ada, plan_id, {})
      await work()
      await pass(24)
      await work()
      await work()
      const renewLink = await linkIn(/Before your Mug/, "renew")
      const linkOn = (html: string, what: string) =>
        new RegExp(`href="(/kairos/subscriptions/${what}[?]token=[^"]+)"`).exec(
          html.replaceAll("&#61;", "=")
        )?.[1] as string
      const shown = String((await ctx.anyone.get(renewLink)).body)
      expect(shown).toContain("It is sent to 1 Ma•••, Madrid, Spain.")
      expect(shown).not.toMatch(/Main|Byron|28001/)

      const link = linkOn(shown, "address")
      const asked = String((await ctx.anyone.get(link)).body)
      expect(asked).toMatch(
        /<label for="address_1">.*id="address_1" name="address_1" autocomplete="shipping address-line1" required/
      )
      expect(asked).not.toMatch(/Main|Byron|Madrid/)
      const seville = {
        first_name: "Grace",
        last_name: "Hopper",
        address_1: "7 Calle Sierpes",
        postal_code: "41004",
        city: "Sevilla",
        province: "es-se",
        country_code: "es",
      }
      const give = (to: string, changes = {}) =>
        press(to, new URLSearchParams({ ...seville, ...changes }).toString())
      const wrong = String((await give(link, { city: " ", country_code: "de" })).body)
      expect(wrong).toMatch(/role="alert".*City<\/a>.*it is missing.*Country<\/a>.*Spain/s)
      expect(wrong).toContain('value="7 Calle Sierpes"')

      // Nobody gets in by another link's token, an altered one, or one of the day before yesterday.
      const page = "/kairos/subscriptions/address?token="
      const ago = new Date(Date.now() - 1000)
      const late = await signToken(
        runtime().options,
        "subscriptions.address",
        id,
        { period: 1 },
        ago
      )
      const bad = [
        page + late,
        `${link.slice(0, -4)}AAAA`,
        renewLink.replace("/renew?", "/address?"),
      ]
      for (const path of bad) {
        expect((await give(path)).status).toBe(404)
      }
      const row = () => ctx.knex()("kairos_subscription").where({ id }).first()
      expect((await row()).shipping_address).toBeNull()

      const done = String((await give(link)).body)
      expect(done).toMatch(/The address is changed.*costs €27\.50/s)
      expect((await give(link)).status).toBe(200)
      expect((await press(renewLink, "amount=25")).body).toMatch(/The price has changed/)
      expect(await state(id)).toEqual(["due: price_changed"])
      const again = linkOn(done, "renew")
      const anew = String((await ctx.anyone.get(again)).body)
      expect(anew).toMatch(/7 Ca•••, Sevilla, Spain.*value="27\.5"/s)
      expect((await press(again, "amount=27.5")).status).toBe(200)
      await work()
      expect(await state(id)).toEqual(["paid", "due"])
      const [renewed] = await orders()
      const order = ok(await ctx.admin.get(`/admin/orders/${renewed?.id}`)).order
      expect([order.total, order.shipping_address, order.billing_address.city]).toEqual([
        27.5,
        expect.objectContaining(seville),
        "Madrid",
      ])
      expect((await mails()).filter((subject) => subject === "You changed Mug")).toHaveLength(1)
      await green()

      const own = ctx.storeAs(ada)
      const { subscriptions } = ok(await own.get("/store/kairos/subscriptions"))
      expect(subscriptions[0].ships_to).toEqual({ ...seville, address_2: null })
      const path = `/store/kairos/subscriptions/${id}/address`
      const refused = await own.post(path, { ...seville, city: "" })
      expect([refused.status, refused.body.message]).toEqual([
        400,
        expect.stringMatching(/city: it is missing/),
      ])
      const changed = ok(await own.post(path, { ...seville, address_1: "8 Calle Sierpes" }))
      expect([changed.receipt.act, changed.receipt.done]).toEqual(["address", true])

      // Where the shop sends nothing any more, nothing is written, whichever way it is asked.
      const zone = { type: "province", province_code: "es-md" }
      await ctx.knex()("geo_zone").where({ country_code: "es" }).update(zone)
      const farther = { ...seville, address_1: "9 Calle Sierpes" }
      const away = await own.post(path, farther)
      expect([away.status, away.body.message]).toEqual([
        409,
        expect.stringMatching(/^address: the shop does not send it there/),
      ])
      expect((await give(await addressLink(id, 2), farther)).body).toMatch(
        /The shop does not send it there/
      )
      expect((await row()).shipping_address.address_1).toBe("8 Calle Sierpes")
      const records = await ctx
        .knex()("kairos_subscription_record")
        .where({ subscription_id: id, kind: "address_changed" })
        .orderBy("at")
      expect(records.map(({ actor, source }) => [actor, source])).toEqual([
        ["link", "mail"],
        ["customer", "account"],
      ])
      expect(JSON.stringify(records)).not.toMatch(/Sierpes/)
      const { privacy } = ok(await own.get("/store/kairos/privacy/export"))
      expect(JSON.stringify(privacy)).toContain("8 Calle Sierpes")
      // What was agreed stays as proof, without them: the dossier says why, and the receipt until when.
      const count = { records: (await knownRecords(id)).length }
      const basis = { en: expect.stringMatching(/legal duty to prove consent/) }
      expect(privacy.renewal_proof).toMatchObject({ ...count, basis, until: null })
      const { receipt: erased } = ok(await own.post("/store/kairos/privacy/erase"))
      expect(erased.renewal_proof).toMatchObject({ ...count, basis })
      const years = (Date.parse(erased.renewal_proof.until) - Date.now()) / (365.25 * 86_400_000)
      expect(years).toBeGreaterThan(2.7)
      expect((await knownRecords(id)).length).toBe(count.records)
      expect(JSON.stringify(await row())).not.toMatch(/Sierpes|Hopper/)
    })

    it("does not charge whoever cancels a moment before, by the mail's link and without a login", async () => {
      const id = await dueToday()
      const link = await linkIn(/Before your Mug/, "cancel")
      const answer = await press(link)
      expect([answer.status, await state(id)]).toEqual([200, ["cancelled"]])
      await workSingle(runtime(), { kind: "charge", subscription_id: id, period_index: 1 })
      await work()
      expect([(await orders()).length, (await press(link)).status]).toEqual([0, 200])
      expect((await mails())[0]).toBe("You cancelled Mug")
      await green()
    })

    it("tells a changed price again, and charges it only after its own notice", async () => {
      const id = await dueToday()
      const terms = JSON.stringify({ price: { amount: "30", currency_code: "eur" } })
      await ctx.knex().raw("update kairos_subscription set terms = terms || ?::jsonb", [terms])
      await work()
      expect(await state(id)).toEqual(["due: price_changed"])
      await work()
      await work()
      await pass(5)
      await work()
      expect([await state(id), (await orders()).length]).toEqual([["notified"], 0])
      await pass(3)
      await work()
      expect(await state(id)).toEqual(["paid", "due"])
      expect((await renewals(id))[0]?.noticed_amount).toBe("35")
      await green()
    })

    it.each([
      ["declines", CARDS.declined, "failed: declined"],
      ["asks for action", CARDS.action, "failed: requires_action"],
    ])(
      "tells of a bank that %s, tries on, and stops when another card pays",
      async (_, card, said) => {
        const id = await dueToday()
        await payWith(id, card)
        await work()
        expect([await state(id), captured()]).toEqual([[said], []])
        const link = await linkIn(/could not renew/, "card")
        expect((await press(link, `card=${CARDS.declined}`)).status).toBe(200)
        await pass(2)
        await work()
        expect((await renewals(id))[0]?.attempts).toBe(2)
        expect((await press(link, `card=${CARDS.good}`)).status).toBe(200)
        await work()
        expect(await state(id)).toEqual(["paid", "due"])
        expect([captured().length, (await orders()).length]).toEqual([1, 1])
        await green()
      }
    )

    it.each([
      ["took the money and did not say so", CARDS.silent],
      ["never heard of it", CARDS.lost],
    ])("asks a bank by the same key that %s", async (_, card) => {
      const id = await dueToday()
      await payWith(id, card)
      await work()
      expect(await state(id)).toEqual(["unknown: no_answer"])
      await ctx
        .knex()("kairos_renewal")
        .update({ next_try_at: ctx.knex().fn.now(), look_at: ctx.knex().fn.now() })
      silence.broken = true
      await work()
      expect(await state(id)).toEqual(["paid", "due"])
      expect([charges.size, captured().length, (await orders()).length]).toEqual([1, 1, 1])
      await green()
    })

    it("takes up the order of a process that died before Medusa linked it to its cart", async () => {
      const id = await dueToday()
      await payWith(id, CARDS.good)
      const link = ctx.container().resolve(ContainerRegistrationKeys.LINK)
      // A process that is killed there never comes back, and neither does this call.
      await stock(5)
      const create = link.create.bind(link)
      let asked: true | null = null
      const killed = jest.spyOn(link, "create").mockImplementation((links, context) => {
        if (!JSON.stringify(links).includes("order_id")) {
          return create(links, context)
        }
        asked = true
        return new Promise<never>(() => undefined)
      })
      void workSingle(runtime(), { kind: "charge", subscription_id: id, period_index: 1 })
      await until("the order", async () => (await orders())[0])
      await until("the link to be asked for", () => Promise.resolve(asked))
      killed.mockRestore()
      expect(await state(id)).toEqual(["charging"])
      await ctx.knex()("reservation_item").delete()
      await ctx
        .knex()("kairos_renewal")
        .update({ next_try_at: ctx.knex().fn.now(), look_at: ctx.knex().fn.now() })
      await work()
      expect(await state(id)).toEqual(["paid", "due"])
      const [order] = await orders()
      expect([(await orders()).length, charges.size, captured().length]).toEqual([1, 1, 1])
      expect((await renewals(id))[0]?.order_id).toBe(order?.id)
      const reserved = await ctx
        .knex()("reservation_item as r")
        .join("order_item as i", "i.item_id", "r.line_item_id")
        .where({ "i.order_id": order?.id })
      expect(reserved.length).toBe(1)
      await work()
      expect((await mails()).filter((subject) => subject === "Mug is renewed").length).toBe(1)
      await green()
    })

    it("never asks again whoever cancelled while the bank was silent", async () => {
      const id = await dueToday()
      await payWith(id, CARDS.lost)
      await work()
      ok(await ctx.storeAs(ada).post(`/store/kairos/subscriptions/${id}/cancel`))
      await ctx
        .knex()("kairos_renewal")
        .update({ next_try_at: ctx.knex().fn.now(), look_at: ctx.knex().fn.now() })
      silence.broken = true
      await work()
      expect([await state(id), charges.size]).toEqual([["unknown: no_answer"], 0])
    })

    it("pays once with a bank that answers late, however many workers come", async () => {
      const id = await dueToday()
      await payWith(id, CARDS.slow)
      const charge = () =>
        workSingle(runtime(), { kind: "charge", subscription_id: id, period_index: 1 })
      await Promise.all([charge(), charge(), charge()])
      await work()
      expect([captured().length, (await orders()).length]).toEqual([1, 1])
      expect(await state(id)).toEqual(["paid", "due"])
      await green()
    })

    it("asks whoever does not use it before it charges, and charges once they keep it", async () => {
      const { id: plan_id } = await plan({ dormant_after_days: 20 })
      const id = await subscribe(ada, plan_id)
      await ctx.knex()("kairos_subscription").update({ last_used_at: ctx.knex().fn.now() })
      await work()
      await pass(24)
      await work()
      await work()
      await pass(6)
      await work()
      expect([await state(id), (await orders()).length]).toEqual([["notified: dormant"], 0])
      const link = await linkIn(/still using/, "renew")
      expect((await press(link)).status).toBe(200)
      await work()
      expect(await state(id)).toEqual(["paid", "due"])
      await green()
    })

    it("lets the account skip, and turn automatic renewal off and on, each with its receipt", async () => {
      const { id: plan_id } = await plan()
      const id = await subscribe(ada, plan_id)
      await work()
      const skipped = ok(await act(id, "skip"))
      expect([skipped.receipt.act, skipped.subscription.next.period_index]).toEqual(["skip", 2])
      ok(await act(id, "auto-renew", { enabled: false }))
      ok(await act(id, "auto-renew", { enabled: true, text_version: "t2" }))
      const none = await act(id, "auto-renew", { enabled: true })
      expect([none.status, none.body.message]).toEqual([400, expect.stringMatching(/text_version/)])
      const wrong = await act(id, "renew", { amount: "1" })
      expect([wrong.status, wrong.body.message]).toEqual([
        409,
        expect.stringMatching(/price has changed/),
      ])
      const ben = await registerShopper(ctx, "ben@renewals.example")
      const strange = await ctx.storeAs(ben).post(`/store/kairos/subscriptions/${id}/cancel`, {})
      expect(strange.status).toBe(404)
      await ctx.settled()
      expect((await mails()).filter((subject) => subject === "You changed Mug").length).toBe(3)
      await green()
    })

    it("lets the account move the next date and pause, tells it anew, keeps the price and the later dates, and goes on when asked", async () => {
      const { customer_group } = ok(
        await ctx.admin.post("/admin/customer-groups", { name: "Rests" })
      )
      const members = async () =>
        ok(await ctx.admin.get("/admin/customers", { groups: customer_group.id })).count
      const day = (from: string, days: number) =>
        new Date(Date.parse(from) + days * 86_400_000).toISOString().slice(0, 10)
      const { id: plan_id } = await plan({
        postpone_days: 20,
        pause_days: 40,
        customer_group_id: customer_group.id,
      })
      const id = await subscribe(ada, plan_id)
      await work()
      await pass(24)
      await work()
      await work()
      expect(await state(id)).toEqual(["notified"])
      const [told] = await own()
      const [, to] = [told.may_postpone.from, told.may_postpone.to] as [string, string]
      const wrong = [
        await act(id, "postpone", { day: day(to, 1) }),
        await act(id, "postpone", { day: "2026-02-30" }),
      ]
      expect(wrong.map(({ status }) => status)).toEqual([409, 400])
      // By the mail's link; the page offers the same days.
      const link = await linkIn(/Before your Mug/, "postpone")
      expect((await ctx.anyone.get(link)).body).toContain(`max="${to}"`)
      const moved = day(to, -6)
      expect((await press(link, `day=${moved}`)).body).toMatch(/next date is moved/)
      expect((await act(id, "postpone", { day: moved })).body.receipt.done).toBe(false)
      const [{ due_local, state: again, amount, noticed_at }] = (await renewals(id)) as [
        Awaited<ReturnType<typeof renewals>>[number],
      ]
      expect([due_local.slice(0, 10), again, amount, noticed_at]).toEqual([
        moved,
        "due",
        "25",
        null,
      ])
      await pass(8)
      await work()
      expect([await state(id), (await orders()).length]).toEqual([["due"], 0])
      await pass(10)
      await work()
      await work()
      expect(await state(id)).toEqual(["notified"])
      expect((await mails()).filter((subject) => /Before your Mug/.test(subject))).toHaveLength(2)
      await pass(4)
      await work()
      expect(await state(id)).toEqual(["paid", "due"])
      const periods = await renewals(id)
      const apart =
        Date.parse(`${periods[1]?.due_local}Z`) - Date.parse(`${periods[0]?.due_local}Z`)
      expect(apart / 86_400_000).toBe(30)
      await green()

      const [{ may_pause }] = await own()
      const paused = ok(await act(id, "pause", { day: may_pause.to }))
      expect([paused.subscription.says, paused.subscription.paused]).toEqual([
        expect.stringMatching(/^Paused\. It goes on by itself on .* for €25\.00/),
        true,
      ])
      await work()
      expect(await members()).toBe(1)
      await pass(32)
      await work()
      expect([await members(), await state(id)]).toEqual([0, ["paid", "due"]])
      const went = ok(await act(id, "resume"))
      expect([went.receipt.done, went.subscription.paused]).toEqual([true, false])
      await work()
      await work()
      await pass(5)
      // Its pause ends with this charge; the process dies before its holder is in the group again, which the next minute sees to.
      const killed = dying()
      await workRenewals(killed, (one) => workSingle(killed, one))
      expect([await state(id), await members()]).toEqual([["paid", "paid", "due"], 0])
      await work()
      expect(await members()).toBe(1)
      const shown = ok(await ctx.admin.get(`/admin/kairos/subscriptions/${id}`))
      expect(
        shown.records
          .filter(({ day: named, kind }: Record<string, unknown>) => named || kind === "went_on")
          .map(({ kind }: { kind: string }) => kind)
      ).toEqual(["postponed", "paused", "went_on"])
      await green()
    })

    it("becomes another plan with its next payment: told anew, charged at the new price, counted by the new term, with what the old one granted taken back", async () => {
      const { customer_group } = ok(
        await ctx.admin.post("/admin/customer-groups", { name: "Monthly people" })
      )
      const members = async () =>
        ok(await ctx.admin.get("/admin/customers", { groups: customer_group.id })).count
      const { id: monthly } = await plan({ customer_group_id: customer_group.id })
      const yearly = await createYearly()
      const card = { unit: "use", count: 10, within: { unit: "year", count: 1 } }
      await plan({ term: card, may_skip: false })
      const gone = await plan()
      ok(await ctx.admin.post(`/admin/kairos/plans/${gone.id}`, { status: "archived" }))
      const { id: product_id, year } = await createPass()
      const other = await plan({}, { product_id, variant_id: year })
      const id = await subscribe(ada, monthly)
      await work()
      await pass(5)

      const path = `/store/kairos/subscriptions/${id}/switch`
      const variant_id = ctx.shop().mug.variant_id
      const to = { plan_id: yearly.id, variant_id }
      const client = ctx.storeAs(ada)
      const asked = ok(await client.get(path, to))
      expect(asked.choices).toEqual([
        expect.objectContaining({ ...to, plan: "Mug every year", price: "99", back: false }),
      ])
      expect(asked.quote).toMatchObject({ ...to, amount: "104", asks_consent: true })
      const wish = { ...to, amount: "104", text_version: "t2" }
      const ben = ctx.storeAs(await registerShopper(ctx, `ben-${turn}@renewals.example`))
      const refused = [
        await ben.get(path),
        await ben.post(path, wish),
        await client.post(path, { ...wish, amount: "103" }),
        await client.post(path, { ...wish, plan_id: gone.id }),
        await client.post(path, { ...wish, plan_id: other.id, variant_id: year }),
        await client.get(path, { plan_id: yearly.id }),
        await client.post(path, { ...wish, when: "now" }),
      ]
      expect(refused.map(({ status }) => status)).toEqual([404, 404, 409, 409, 409, 400, 400])
      expect(await row(id)).toMatchObject({ switch_to: null, plan_id: monthly })

      // Pressed twice at once it is one switch, with one receipt.
      const pressed = (await Promise.all([1, 2].map(() => client.post(path, wish)))).map(ok)
      expect(pressed.map(({ receipt }) => receipt.done).sort()).toEqual([false, true])
      const [{ receipt, subscription }] = pressed as [(typeof pressed)[number]]
      expect([receipt.act, subscription.auto_renew]).toEqual(["switch", true])
      expect([subscription.next.amount, subscription.becomes.plan]).toEqual([
        "104",
        "Mug every year",
      ])
      expect(subscription.says).toMatch(/for €104.*becomes “Mug every year” of Mug\.$/)
      await ctx.settled()
      expect(await newestMail()).toMatch(
        /You changed Mug.*it is “Mug every year” of Mug for €104.*instead of “Mug every month” of Mug/s
      )
      expect([await members(), (await orders()).length]).toEqual([1, 0])
      const [{ snapshot: told }] = await ctx
        .knex()("kairos_inbox")
        .where({ name: "subscription.changed" })
      expect(subscriptionChange.read({ subscription: told.subscription } as never)).toBe("switched")

      await pass(5)
      await work()
      expect(await state(id)).toEqual(["due"])
      await pass(1)
      await work()
      await work()
      expect([await state(id), (await renewals(id))[0]?.noticed_amount]).toEqual([
        ["notified"],
        "104",
      ])
      expect(await newestMail()).toMatch(/Before your Mug.*“Mug every year” renews.*€104/s)
      await pass(19)
      await work()
      expect(await state(id)).toEqual(["paid", "due"])
      const [paid, next] = await renewals(id)
      const [order] = await orders()
      expect(ok(await ctx.admin.get(`/admin/orders/${order?.id}`)).order.total).toBe(104)
      const yearLater = `${Number(paid!.due_local.slice(0, 4)) + 1}${paid!.due_local.slice(4, 7)}`
      expect(next!.due_local.slice(0, 7)).toBe(yearLater)
      expect(await row(id)).toMatchObject({
        switch_to: null,
        granted_before: null,
        plan_id: yearly.id,
        auto_renew_since: expect.any(Date),
      })
      expect(await members()).toBe(0)
      expect((await mails())[0]).toBe("Mug is renewed")
      await green()
    })

    it("lets the mail's link switch it in two presses without a login, never charges under the old permission, and is taken back as if it had not been", async () => {
      const { id: monthly } = await plan()
      const yearly = await createYearly()
      const id = await subscribe(ada, monthly)
      await work()
      await pass(24)
      await work()
      await work()
      expect(await state(id)).toEqual(["notified"])
      const link = await linkIn(/Before your Mug/, "switch")
      const variant_id = ctx.shop().mug.variant_id
      const to = { plan_id: yearly.id, variant_id }
      const value = `${yearly.id} ${variant_id}`
      const send = (fields: Record<string, string>) =>
        press(link, new URLSearchParams(fields).toString())
      expect(String((await ctx.anyone.get(link)).body)).toMatch(
        new RegExp(
          `type="radio" name="to" value="${value}" checked><span>“Mug every year” of Mug: €99`
        )
      )
      const quote = String((await send({ to: value })).body)
      expect(quote).toMatch(/becomes “Mug every year” of Mug for €104/)
      expect(quote).toMatch(/type="checkbox" name="agreed" value="[^"]+"><span>.*every year.*€104/)
      expect(String((await send({ to: value, amount: "1" })).body)).toMatch(/price has changed/)
      // The box stays empty: it is switched, and nothing is charged by itself any more.
      expect(String((await send({ to: value, amount: "104" })).body)).toMatch(/It is switched/)
      expect(await row(id)).toMatchObject({ auto_renew_since: null, plan_id: monthly })
      await work()
      await work()
      expect([await state(id), (await orders()).length]).toEqual([["notified"], 0])
      expect(await newestMail()).toMatch(/“Mug every month” ends.*€104.*what you switched it to/s)
      await green()

      // Back to what it was, by the account: what was told of it before is told again, and charged after its notice.
      const path = `/store/kairos/subscriptions/${id}/switch`
      const client = ctx.storeAs(ada)
      const { choices } = ok(await client.get(path))
      expect(choices).toEqual([expect.objectContaining({ plan_id: monthly, back: true })])
      const back = { plan_id: monthly, variant_id, amount: "25", text_version: "t3" }
      const kept = ok(await client.post(path, back)).subscription
      expect([kept.next.amount, kept.becomes, kept.auto_renew]).toEqual(["25", null, true])
      await work()
      await work()
      await pass(7)
      await work()
      expect(await state(id)).toEqual(["paid", "due"])
      expect((await renewals(id))[0]?.noticed_amount).toBe("25")
      await green()

      // Whoever stops it stops what they have: what it was to become is forgotten, and does not come back with it.
      const admin = `/admin/kairos/subscriptions/${id}`
      const { quote: shown } = ok(await ctx.admin.get(`${admin}/switch`, to))
      const done = ok(await ctx.admin.post(`${admin}/switch`, { ...to, amount: shown.amount }))
      expect([done.agreed.becomes.plan, done.subscription.auto_renew]).toEqual([
        "Mug every year",
        false,
      ])
      expect(done.records.map(({ kind }: { kind: string }) => kind).slice(-2)).toEqual([
        "switched",
        "auto_renew_off",
      ])
      ok(await act(id, "cancel"))
      ok(await act(id, "resume"))
      await work()
      const [resumed] = await own()
      expect([resumed.becomes, resumed.next.amount, resumed.plan]).toEqual([
        null,
        "25",
        "Mug every month",
      ])
      // Pressed for, it is being paid: nothing of it becomes something else any more.
      ok(await act(id, "renew", { amount: "25" }))
      expect((await client.post(path, { ...to, amount: "104" })).status).toBe(409)
      await green()
    })

    it("shows the shop what is due, told and failed, and lets it act as the customer asked", async () => {
      const id = await dueToday()
      await payWith(id, CARDS.declined)
      const stop = spreadOver(240)
      await work()
      stop()
      await expectSpreadRetry(id, 240)
      const read = async (query: Record<string, string | number>) =>
        ok(await ctx.admin.get("/admin/kairos/subscriptions", query)).subscriptions.map(
          ({ id }: { id: string }) => id
        )
      expect(await read({ renewal_state: "failed", q: "mug" })).toEqual([id])
      expect(await read({ renewal_state: "notified" })).toEqual([])
      expect(await read({ q: "100%" })).toEqual([])
      expect(await read({ due_within_days: 1, status: "active" })).toEqual([id])
      const path = `/admin/kairos/subscriptions/${id}`
      const shown = ok(await ctx.admin.get(path))
      expect([shown.outlook.code, shown.renewals[0].because.en, shown.agreed.text_version]).toEqual(
        ["retry_planned", "the payment was declined", "t1"]
      )
      expect(
        shown.mails.map(({ moment, state }: Record<string, string>) => `${moment} ${state}`)
      ).toEqual([
        "subscription.payment_failed sent",
        "subscription.expiring sent",
        "subscription.created sent",
      ])

      await payWith(id, CARDS.good)
      ok(await ctx.admin.post(`${path}/retry`, {}))
      await work()
      expect(await state(id)).toEqual(["paid", "due"])
      const { months } = ok(await ctx.admin.get("/admin/kairos/subscriptions/figures"))
      expect([months.length, months.at(-1).recovered_amounts]).toEqual([12, { eur: "25" }])
      const { weeks } = ok(await ctx.admin.get("/admin/kairos/subscriptions/calendar"))
      const due = weeks.filter(({ automatic }: { automatic: number }) => automatic > 0)
      expect([weeks.length, due]).toEqual([
        8,
        [{ ...due[0], automatic: 1, expected: { eur: "25" }, told: {} }],
      ])

      const again = await ctx.admin.post(`${path}/retry`, {})
      expect([again.status, again.body.message]).toEqual([409, expect.stringMatching(/no period/)])
      ok(await ctx.admin.post(`${path}/skip`, {}))
      const on = await ctx.admin.post(`${path}/auto-renew`, { enabled: true })
      expect([on.status, on.body.message]).toEqual([
        400,
        expect.stringMatching(/only the customer/),
      ])
      const off = ok(await ctx.admin.post(`${path}/auto-renew`, { enabled: false }))
      expect([off.subscription.auto_renew, off.records.at(-1)]).toEqual([
        false,
        expect.objectContaining({ kind: "auto_renew_off", actor: "admin" }),
      ])
      await green()
    })

    it("expects what the line cost, then the plan's price, and tells it apart from what was told", async () => {
      const { id: plan_id } = await plan()
      const id = await subscribe(ada, plan_id)
      const sums = async () => {
        const { months } = ok(await ctx.admin.get("/admin/kairos/subscriptions/calendar"))
        const due = months.filter(({ automatic }: { automatic: number }) => automatic > 0)
        return due.map(({ expected, told }: Record<string, unknown>) => [expected, told])
      }
      expect(await sums()).toEqual([[{ eur: "20" }, {}]])
      const terms = JSON.stringify({ price: { amount: "30", currency_code: "eur" } })
      await ctx.knex().raw("update kairos_subscription set terms = terms || ?::jsonb", [terms])
      expect(await sums()).toEqual([[{ eur: "30" }, {}]])
      await work()
      expect(await sums()).toEqual([[{ eur: "35" }, {}]])
      await pass(24)
      await work()
      await work()
      expect([await state(id), await sums()]).toEqual([
        ["notified"],
        [[{ eur: "35" }, { eur: "35" }]],
      ])
    })

    it("arms what older plans owe meanwhile, each night, and leaves what the shop archived", async () => {
      expect(await armNewRenewalMails(runtime())).toBe(0)
      await plan()
      const since = ["subscription.card_expiring", "subscription.yearly_reminder"]
      const automations = () => ctx.knex()("kairos_automation")
      const young = automations().whereIn("trigger_code", since).select("id")
      await ctx.knex()("kairos_automation_version").whereIn("automation_id", young).delete()
      await automations().whereIn("trigger_code", since).delete()
      const { id } = await automations().where({ trigger_code: "subscription.dormant" }).first("id")
      ok(await ctx.admin.post(`/admin/kairos/automations/${id}/archive`))
      const many = async () => (await automations()).length
      const before = await many()
      expect(await armNewRenewalMails(runtime())).toBe(2)
      expect([await armNewRenewalMails(runtime()), await many()]).toEqual([0, before + 2])
      const armed = await automations().whereIn("trigger_code", since).orderBy("trigger_code")
      expect(armed.map(({ trigger_code, status }) => [trigger_code, status])).toEqual(
        since.map((trigger) => [trigger, "active"])
      )
    })

    it("sells nothing to whom something went wrong for, answers it, and goes on once it is over", async () => {
      const mug = ctx.shop().mug.variant_id
      await agreeTo(ctx, ada.email)
      await mailAutomation(ctx.admin)
      const sorry = ok(
        await ctx.admin.post("/admin/kairos/presets/service_apology/templates", { locale: "en" })
      ).automation
      await activated(ctx.admin, sorry)
      const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString()
      const report = async (
        name: string,
        occurred_at: string,
        properties: { readonly reference: string; readonly kind?: string }
      ) => {
        const id = `${name}-${properties.reference}`
        const event = { id, name, customer_id: ada.id, occurred_at, properties }
        return ok(await ctx.admin.post("/admin/kairos/events", { events: [event] }))
      }
      const complaint = { kind: "complaint", reference: "ticket-7" }
      const told = [await report("service.incident", hoursAgo(30), complaint)]
      told.push(await report("service.incident", hoursAgo(30), complaint))
      expect(told.map(({ accepted, duplicates }) => [accepted, duplicates])).toEqual([
        [1, 0],
        [0, 1],
      ])
      await findMoments(runtime())
      await ctx.settled()
      expect(await mails()).toEqual(["We are looking after it"])

      await placeOrder(ctx, { shopper: ada, items: [{ variant_id: mug, quantity: 1 }] })
      await ctx.settled()
      const open = async () =>
        (
          await ctx.knex()("kairos_delivery").where({ customer_id: ada.id, purpose: "marketing" })
        ).map(({ state, reason }: Record<string, string>) => [state, reason])
      expect(await open()).toEqual([["held", "open_complaint"]])
      const { decisions } = ok(
        await ctx.admin.get("/admin/kairos/decisions", { customer_id: ada.id, kind: "hold" })
      )
      const { explanation } = ok(await ctx.admin.get(`/admin/kairos/decisions/${decisions[0].id}`))
      expect(explanation.headline.en).toMatch(/because a complaint of the person is open since/)

      await report("service.resolved", hoursAgo(1), { reference: "ticket-7" })
      const again = () => ctx.knex()("kairos_delivery").update({ due_at: ctx.knex().fn.now() })
      await again()
      await ctx.settled()
      expect(await open()).toEqual([["held", "open_complaint"]])
      await ctx
        .knex()("kairos_incident")
        .update({ opened_at: hoursAgo(100), closed_at: hoursAgo(80) })
      await again()
      await ctx.settled()
      expect([await open(), (await mails())[0]]).toEqual([[["sent", null]], "Hello"])

      // An incident is about no order; what they ordered last tells the language that they read.
      await ctx.knex()("order").update({ locale: "es-ES" })
      await report("service.incident", hoursAgo(1), { kind: "failed_delivery", reference: "2" })
      await findMoments(runtime())
      await ctx.settled()
      expect((await mails())[0]).toBe("Nos estamos ocupando")
    })

    it("shows who waits for an answer and for how long, and says sorry for the wait to nobody who has one", async () => {
      const waited = ok(
        await ctx.admin.post("/admin/kairos/presets/service_unanswered/templates", { locale: "en" })
      ).automation
      await activated(ctx.admin, waited)
      const ben = await registerShopper(ctx, `ben-${turn}@renewals.example`)
      const { email: eva } = await registerShopper(ctx, `eva-${turn}@renewals.example`)
      const tell = async (name: string, email: string, hours: number, reference: string) => {
        const occurred_at = new Date(Date.now() - hours * 3_600_000).toISOString()
        const event = { id: `${name}-${reference}`, name, email, occurred_at }
        return ok(
          await ctx.admin.post("/admin/kairos/events", {
            events: [{ ...event, properties: { reference } }],
          })
        )
      }
      await tell("service.incident", ada.email, 30, "1")
      await tell("service.incident", ben.email, 26, "2")
      await tell("service.incident", eva, 2, "3")
      const list = async (state?: string) =>
        ok(await ctx.admin.get("/admin/kairos/incidents", state === undefined ? {} : { state }))
      const open = await list()
      expect(
        open.incidents.map(({ id, state, email }: Record<string, string>) => [id, state, email])
      ).toEqual([
        ["api:1", "overdue", ada.email],
        ["api:2", "overdue", ben.email],
        ["api:3", "waiting", eva],
      ])
      expect([open.answer_hours, open.figures]).toEqual([
        24,
        { waiting: 1, overdue: 2, answered: 0, late: 0 },
      ])
      expect(open.incidents[0].waited_minutes).toBe(30 * 60)
      expect((await ctx.admin.get("/admin/kairos/incidents", { state: "forgotten" })).status).toBe(
        400
      )

      ok(await ctx.admin.post("/admin/kairos/settings", { stopped: { all: true, channels: [] } }))
      expect((await findMoments(runtime()))["service.unanswered"]).toBe(2)
      await ctx.settled()
      const answer = (id: string) => ctx.admin.post(`/admin/kairos/incidents/${id}/answered`, {})
      expect(ok(await answer("api:1")).incident).toMatchObject({ state: "late", closed_at: null })
      expect([(await answer("api:1")).status, (await answer("api:9")).status]).toEqual([409, 404])
      ok(await ctx.admin.post("/admin/kairos/settings", { stopped: { all: false, channels: [] } }))
      await ctx.knex()("kairos_delivery").update({ due_at: ctx.knex().fn.now() })
      await ctx.settled()
      expect([await mails(), await mails(ben.email)]).toEqual([[], ["You are not forgotten"]])
      expect(
        await ctx.knex()("kairos_delivery").where({ customer_id: ada.id }).first()
      ).toMatchObject({ state: "expired", detail: "what went wrong was answered meanwhile" })

      // The help desk tells of its answers; the first one counts, and nobody answers for somebody else.
      await tell("service.answered", eva, 1, "3")
      expect((await tell("service.answered", eva, 0, "3")).duplicates).toBe(1)
      expect((await tell("service.answered", eva, 0, "2")).duplicates).toBe(1)
      expect((await list("answered")).incidents).toMatchObject([
        { id: "api:3", waited_minutes: 60 },
      ])
      expect((await list()).incidents.map(({ id }: { id: string }) => id)).toEqual(["api:2"])
      ok(await ctx.admin.post("/admin/kairos/settings", { answer_hours: 48 }))
      expect((await list()).figures).toEqual({ waiting: 1, overdue: 0, answered: 2, late: 0 })
      const entries = ok(await ctx.admin.get("/admin/kairos/audit", { entity: "incident" })).entries
      expect(entries).toMatchObject([{ action: "answer", entity_id: "api:1" }])
    })

    it("learns of Medusa's refunds by itself, and of use by another system", async () => {
      const { id: plan_id } = await plan({ dormant_after_days: 20 })
      const id = await subscribe(ada, plan_id)
      const [payment] = await ctx.knex()("payment")
      ok(await ctx.admin.post(`/admin/payments/${payment.id}/capture`, {}))
      ok(await ctx.admin.post(`/admin/payments/${payment.id}/refund`, { amount: 5 }))
      expect([await keepIncidents(runtime()), await keepIncidents(runtime())]).toEqual([1, 0])
      expect(await ctx.knex()("kairos_incident")).toEqual([
        expect.objectContaining({ kind: "refund", customer_id: ada.id, email: ada.email }),
      ])
      expect((await findMoments(runtime()))["service.incident"]).toBe(1)

      const use = async (properties: object, occurred_at = new Date()) => {
        const name = "subscription.used"
        const event = { id: "u1", name, email: ada.email, occurred_at, properties }
        return ok(await ctx.admin.post("/admin/kairos/events", { events: [event] }))
      }
      const used = async () =>
        (await ctx.knex()("kairos_subscription").where({ id }).first()).last_used_at as Date | null
      const now = new Date()
      expect((await use({ product_id: "prod_other" }, now)).duplicates).toBe(1)
      expect((await use({ product_id: 7 }, now)).rejected[0].message).toMatch(/product_id/)
      expect([(await use({}, now)).accepted, await used()]).toEqual([1, now])
      expect((await use({}, new Date(now.getTime() - 60_000))).duplicates).toBe(1)
      expect(await used()).toEqual(now)

      const ben = await registerShopper(ctx, `ben-${turn}@renewals.example`)
      const other = await subscribe(ben, plan_id)
      await runtime().renewal.subscriptions.countUseFromTheBeginning()
      const row = await ctx.knex()("kairos_subscription").where({ id: other }).first()
      expect(row.last_used_at).toEqual(row.started_at)
    })

    it("tells right after a good review, and after a visit of who lets it be known, and after nothing else", async () => {
      const { id: plan_id } = await plan({ notice_after_use: true, notice_after_visit: true })
      const ben = await registerShopper(ctx, `ben-${turn}@renewals.example`)
      const [hers, his] = [await subscribe(ada, plan_id), await subscribe(ben, plan_id)]
      // Asks what it costs; the window of the law opens with the second day.
      await work()
      await pass(2)
      const noticeOf = async (id: string) => (await renewals(id))[0]?.notice_at as Date
      const planned = [await noticeOf(hers), await noticeOf(his)]
      const visit = (shopper: Shopper) => {
        const now = ctx.knex().fn.now()
        const seen = { session_started_at: now, session_seen_at: now, last_seen_at: now }
        const visitor = { visitor_id: `vis_${shopper.id}`, customer_id: shopper.id, linked_at: now }
        return ctx
          .knex()("kairos_visitor")
          .insert({ ...visitor, ...seen })
      }
      const review = async (rating: unknown, about = {}) => {
        const event = { id: `review-${String(rating)}`, name: "product.reviewed", email: ada.email }
        const properties = { rating, ...about }
        const occurred_at = new Date().toISOString()
        return ok(
          await ctx.admin.post("/admin/kairos/events", {
            events: [{ ...event, occurred_at, properties }],
          })
        )
      }
      await visit(ada)
      ok(await ctx.storeAs(ada).post("/store/kairos/privacy/object", { objected: true }))
      await visit(ben)
      await bringVisited(runtime())
      expect(await noticeOf(his)).not.toEqual(planned[1])
      expect(await noticeOf(hers)).toEqual(planned[0])

      expect((await review("five")).rejected[0].message).toMatch(/properties\.rating/)
      expect((await review(3)).duplicates).toBe(1)
      expect((await review(5, { product_id: "prod_other" })).duplicates).toBe(1)
      expect(await noticeOf(hers)).toEqual(planned[0])
      expect((await review(4.5)).accepted).toBe(1)
      expect((await review(4)).duplicates).toBe(1)
      await work()
      const notice = expect.arrayContaining(["Before your Mug renews"])
      expect([await mails(), await mails(ben.email)]).toEqual([notice, notice])
    })

    it("counts a card of uses down, tells of the last ones, and charges for new ones once that was told", async () => {
      const within = { unit: "month", count: 3 }
      const term = { unit: "use", count: 3, within, few: 1 }
      const { id: plan_id } = await plan({ term, may_skip: false })
      const id = await subscribe(ada, plan_id)
      await work()
      const use = async (reference: string, properties: object = {}) => {
        const occurred_at = new Date()
        const event = { id: reference, name: "subscription.used", email: ada.email, occurred_at }
        const events = [{ ...event, properties: { subscription_id: id, ...properties } }]
        return ok(await ctx.admin.post("/admin/kairos/events", { events }))
      }
      const left = async () =>
        ok(await ctx.storeAs(ada).get("/store/kairos/subscriptions")).subscriptions[0].uses_left
      const newest = async () => (await ctx.mailbox().messages(ada.email))[0]?.text ?? ""
      const told = (expected: RegExp) =>
        until(String(expected), async () => (expected.test(await newest()) ? true : null), {
          show: newest,
        })

      expect([(await use("visit-1")).accepted, (await use("visit-1")).duplicates]).toEqual([1, 1])
      expect((await use("visit-x", { uses: 2.5 })).rejected[0].message).toMatch(/whole number/)
      expect([await left(), (await use("visit-2")).accepted]).toEqual([2, 1])
      await ctx.settled()
      await told(/1 are left[^]*before anything is charged we write to you again/)
      expect((await use("visit-3", { uses: 2 })).rejected[0].message).toMatch(/1 are left/)
      expect([await left(), (await use("visit-3")).accepted, await left()]).toEqual([1, 1, 0])
      expect((await use("visit-3")).duplicates).toBe(1)

      await work()
      await told(/The last one is used[^]*we will charge €25/)
      await work()
      await pass(3)
      await work()
      expect(await state(id)).toEqual(["notified"])
      await pass(1)
      await work()
      expect([await state(id), await left()]).toEqual([["paid", "due"], 3])
      await green()
    })

    it("reminds of what has a life, whoever bought it and without a contract", async () => {
      await plan({ renewal: "manual", term: { unit: "day", count: 30 } })
      const preset = ok(
        await ctx.admin.post("/admin/kairos/presets/replenish_reminder/templates", { locale: "en" })
      ).automation
      await activated(ctx.admin, preset)
      const mug = ctx.shop().mug
      await placeOrder(ctx, {
        shopper: ada,
        items: [{ variant_id: mug.variant_id, quantity: 1 }],
      })
      await ctx.settled()
      const found = async () => (await findMoments(runtime()))["product.due"]
      expect(await found()).toBe(0)
      const bought = new Date(Date.now() - (23 * 24 + 1) * 3_600_000)
      await ctx.knex()("order").update({ created_at: bought })
      await ctx.knex()("kairos_purchase").update({ occurred_at: bought })
      expect([await found(), await found()]).toEqual([1, 0])
      const [event] = await ctx.knex()("kairos_inbox").where({ name: "product.due" })
      expect([event.customer_id, event.properties]).toEqual([
        ada.id,
        expect.objectContaining({ days: 7, product_id: mug.id, known_by: "plan" }),
      ])
      expect(Date.parse(event.properties.due_at)).toBe(bought.getTime() + 30 * 24 * 3_600_000)

      // "Not yet" (BEYOND-12): opening the link changes nothing, the button puts off what was found, and the next one comes on its day.
      const moment = async (known_by: string): Promise<MarketingEvent> => {
        const rows = ctx.knex()("kairos_inbox").where({ name: "product.due" })
        const row = await rows.whereRaw("properties ->> 'known_by' = ?", [known_by]).first()
        return { ...row, snapshot: { properties: row.properties } }
      }
      const first = await moment("plan")
      const over = async (one: MarketingEvent) =>
        (await occasionOver(runtime(), ctx.knex(), one))?.detail ?? null
      const said = () => ctx.knex()("kairos_not_yet").where({ customer_id: ada.id })
      const link = new URL(await notYetLink(runtime(), dueOf(first)!))
      const path = link.pathname + link.search
      expect((await ctx.anyone.get(path)).body).toContain("the reminder of Mug")
      expect((await press(path, "days=0")).body).toContain("the reminder of Mug")
      expect([await said(), await over(first)]).toEqual([[], null])
      expect((await press(path, "days=30")).body).toContain("We remind you again from")
      expect(await over(first)).toContain("do not need it yet")
      const { profile } = ok(await ctx.admin.get(`/admin/kairos/profiles/${ada.id}`))
      const [told] = profile.not_yet
      // Days are the shop's: in the first hour of one they are one more.
      const days = (Date.parse(told.said_on) - Date.parse(told.last_bought)) / 86_400_000
      expect(told).toMatchObject({ product_key: mug.id, title: "Mug", at_least_days: days })
      expect([23, 24]).toContain(days)
      expect(await found()).toBe(0)
      await said().update({
        said_on: ctx.knex().raw("current_date - 2"),
        remind_on: ctx.knex().raw("current_date"),
      })
      expect([await found(), await found()]).toEqual([1, 0])
      const second = await moment("told")
      expect([second.snapshot.properties?.said_on, await over(second)]).toEqual([
        expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
        null,
      ])
      // Who objects to profiling has no such reminder, and what they said goes.
      ok(await ctx.storeAs(ada).post("/store/kairos/privacy/object", {}))
      expect(await said()).toEqual([])
      expect((await press(path)).body).toContain("Nothing to put off")
      expect(await said()).toEqual([])
    })

    it("makes plans of what a history shows to be bought again, and reminds of it, as in the demo", async () => {
      const { mug, lamp } = ctx.shop()
      await ctx
        .knex()("kairos_replacement")
        .insert(
          [
            { product_key: mug.id, learned: { km_median: 29.6, events: 40 } },
            { product_key: lamp.id, learned: { km_median: 9, events: 90 } },
            { product_key: "sku:gone", learned: { km_median: 50, events: 80 } },
          ].map(({ product_key, learned }) => ({
            product_key,
            repurchases: 40,
            learned: JSON.stringify(learned),
          }))
        )
      const things = await createLearnedPlans(runtime(), "eur", 3)
      expect(things).toEqual([
        {
          product_id: mug.id,
          variant_id: mug.variant_id,
          sku: "MUG",
          title: "Mug",
          price: 20,
          days: 30,
          plan_id: expect.stringMatching(/^kplan_/),
          parcel: true,
        },
      ])
      const { plans } = ok(await ctx.store.get(`/store/kairos/plans?product_id=${mug.id}`))
      expect(plans).toMatchObject([{ term: { unit: "day", count: 30 }, automatic: false }])
      await activated(
        ctx.admin,
        ok(await ctx.admin.post("/admin/kairos/presets/replenish_reminder/templates", {}))
          .automation
      )
      const now = (await databaseNow(ctx.knex())).toISOString()
      const here = { now, zone: "Europe/Madrid", currency_code: "eur" }
      const bought = boughtAgainSoon(things[0]!, ada, here)
      await runtime().profile.recordPurchases([bought])
      await refreshProfiles(runtime(), [ada.id])
      const found = async () => (await findMoments(runtime()))["product.due"]
      expect(await found()).toBe(0)
      await ctx
        .knex()
        .raw("update kairos_purchase set occurred_at = occurred_at - interval '6 minutes'")
      expect(await found()).toBe(1)
    })

    it("ends in words that can be read where nothing can be ordered any more", async () => {
      const id = await dueToday()
      await ctx.knex()("product_variant").update({ deleted_at: ctx.knex().fn.now() })
      await work()
      expect(await state(id)).toEqual(["failed: product_gone"])
      for (let day = 0; day < 4; day += 1) {
        await pass(6)
        await work()
      }
      expect(await state(id)).toEqual(["lapsed: product_gone"])
      await ctx.settled()
      expect((await mails())[0]).toBe("Mug has ended")
    })

    const own = async () =>
      ok(await ctx.storeAs(ada).get("/store/kairos/subscriptions")).subscriptions
    const act = (id: string, what: string, body: object = {}) =>
      ctx.storeAs(ada).post(`/store/kairos/subscriptions/${id}/${what}`, body)

    it("sells a trial that costs nothing, tells before it ends, charges then, and refuses one that would cost something", async () => {
      const { id: product_id, year, trial } = await createPass()
      const terms = { trial_days: 14, term: { unit: "year", count: 1 } }
      const wrong = await ctx.admin.post("/admin/kairos/plans", {
        name: "Pass",
        product_id,
        variant_id: year,
        terms: { ...terms, renewal: "automatic" },
      })
      expect([wrong.status, wrong.body.message]).toEqual([
        400,
        expect.stringMatching(/trial_days: "Year" costs something.*terms\.price/s),
      ])
      const price = { amount: "39", currency_code: "eur" }
      const { id: plan_id } = await plan({ ...terms, price }, { product_id, variant_id: trial })
      const agreed = { kairos_auto_renew: true, kairos_text_version: "t1" }
      const id = await subscribe(ada, plan_id, agreed, trial)
      await work()
      const [before] = await own()
      // Nothing of it is sent, so there is no address to change, in the account or by a link.
      expect(before.ships_to).toBeNull()
      const home = { first_name: "Ada", last_name: "Byron", address_1: "1 Main Street" }
      const madrid = { ...home, postal_code: "28001", city: "Madrid", country_code: "es" }
      const refused = await act(id, "address", madrid)
      expect([refused.status, refused.body.message]).toEqual([
        409,
        expect.stringMatching(/^nothing of it is sent/),
      ])
      const given = new URLSearchParams(madrid).toString()
      expect((await press(await addressLink(id, 0), given)).body).toMatch(/Nothing of it is sent/)
      expect(before.says).toMatch(/^Free until .*; then it renews by itself for €39\.00\.$/)
      await pass(8)
      await work()
      await work()
      expect(await mails()).toEqual(["Your free time with Pass ends", "Your subscription to Pass"])
      expect([await state(id), (await orders()).length]).toEqual([["notified"], 0])
      await pass(7)
      await work()
      expect(await state(id)).toEqual(["paid", "due"])
      const [after] = await own()
      expect(after.charges.map(({ amount }: { amount: string }) => amount)).toEqual(["39"])
      await green()
    })

    it("keeps whoever holds a plan in its group, and no longer", async () => {
      const { customer_group } = ok(
        await ctx.admin.post("/admin/customer-groups", { name: "Club" })
      )
      const { id: plan_id } = await plan({ customer_group_id: customer_group.id })
      const id = await subscribe(ada, plan_id)
      const members = async () =>
        ok(await ctx.admin.get("/admin/customers", { groups: customer_group.id })).customers.map(
          ({ email }: { email: string }) => email
        )
      expect(await members()).toEqual([ada.email])
      ok(await act(id, "cancel"))
      await work()
      expect(await members()).toEqual([ada.email])
      await pass(31)
      // A process that dies after it ended the subscription, and before its holder left the group, leaves that to the next minute.
      await expect(endSubscriptions(dying())).rejects.toThrow("killed")
      expect((await ctx.knex()("kairos_subscription").first()).ended_at).not.toBeNull()
      await work()
      expect(await members()).toEqual([])
    })

    it("grants its holders a tier and placements while it lasts, and nothing to whoever objected or is none", async () => {
      const [fallback, secret] = ["Become a member", "For members"].map((headline) => ({
        headline,
        body: "Club.",
        image_url: null,
        cta: null,
        products: { source: "none", ids: [] },
        disclosure: null,
      }))
      const corner = { code: "club-corner", name: "Club", fallback }
      ok(await ctx.admin.post("/admin/kairos/placements", corner))
      const action = { code: "show_content", args: { placement: corner.code, content: secret } }
      const step = { key: "first", wait: { minutes: 0 }, valid_for_minutes: 60, conditions: null }
      await activated(ctx.admin, {
        name: "Members",
        objective: "inform",
        purpose: "service",
        trigger: { code: "placement.requested", args: {} },
        conditions: null,
        steps: [{ ...step, actions: [action] }],
        reentry: { kind: "always" },
      })
      const wrong = { product_id: ctx.shop().mug.id, name: "X", terms: { placements: ["nowhere"] } }
      const term = { unit: "day", count: 30 }
      const terms = { ...wrong.terms, term, renewal: "manual" }
      const refused = await ctx.admin.post("/admin/kairos/plans", { ...wrong, terms })
      expect([refused.status, refused.body.message]).toEqual([
        400,
        expect.stringMatching(/terms\.placements\.0: there is no placement "nowhere"/),
      ])

      const { id: plan_id } = await plan({ tier_floor: "A", placements: [corner.code] })
      const reservedBy = async () => {
        const { placement } = ok(await ctx.admin.get(`/admin/kairos/placements/${corner.code}`))
        const { placements } = ok(await ctx.admin.get("/admin/kairos/placements"))
        expect(placements).toEqual([placement])
        return placement.reserved_by
      }
      expect(await reservedBy()).toEqual([{ id: plan_id, name: "Mug every month" }])
      const ben = await registerShopper(ctx, `ben-${turn}@members.example`)
      const headlineFor = (shopper: Shopper, expected: string) =>
        until(`"${expected}"`, async () => {
          const query = { placements: corner.code }
          const { content } = ok(await ctx.storeAs(shopper).get("/store/kairos/content", query))
          return content[corner.code]?.headline === expected ? true : null
        })
      const tierOf = async ({ id }: Shopper) => {
        const { profile } = ok(await ctx.admin.get(`/admin/kairos/profiles/${id}`))
        return profile.tier
      }
      await headlineFor(ada, "Become a member")
      const id = await subscribe(ada, plan_id)
      await placeOrder(ctx, {
        shopper: ben,
        items: [{ variant_id: ctx.shop().mug.variant_id, quantity: 1 }],
      })
      await ctx.settled()
      await headlineFor(ada, "For members")
      await headlineFor(ben, "Become a member")
      expect([await tierOf(ada), (await tierOf(ben)) === "A"]).toEqual(["A", false])
      const history = ctx.knex()("kairos_tier_change").where({ customer_id: ada.id })
      expect((await history.clone().orderBy("at", "desc").first()).reason).toBe("membership")

      ok(await act(id, "cancel"))
      await pass(31)
      await work()
      expect(await tierOf(ada)).toBe(await tierOf(ben))
      const end = await history.clone().orderBy("at", "desc").first()
      expect([end.kind, end.from_tier, end.reason]).toEqual(["down", "A", "membership"])
      await headlineFor(ada, "Become a member")

      await subscribe(ben, plan_id)
      expect(await tierOf(ben)).toBe("A")
      // A plan that is not sold any more reserves as long as somebody holds it.
      ok(await ctx.admin.post(`/admin/kairos/plans/${plan_id}`, { status: "archived" }))
      expect(await reservedBy()).toHaveLength(1)
      ok(await ctx.storeAs(ben).post("/store/kairos/privacy/object"))
      await ctx.settled()
      expect(await tierOf(ben)).toBeNull()
      await ctx.knex()("kairos_subscription").update({ ended_at: ctx.knex().fn.now() })
      expect(await reservedBy()).toEqual([])
    })

    it("lets a cancellation be taken back while the paid time lasts, without the permission to charge", async () => {
      const id = await dueToday()
      await pass(-3)
      ok(await act(id, "cancel"))
      const back = ok(await act(id, "resume"))
      expect([back.receipt.act, back.subscription.status, back.subscription.auto_renew]).toEqual([
        "resume",
        "active",
        false,
      ])
      expect(back.subscription.says).toMatch(/^Ends on .*, unless you renew it for €25\.00\.$/)
      expect(ok(await act(id, "resume")).receipt.done).toBe(false)
      await pass(4)
      await work()
      expect([await state(id), (await orders()).length]).toEqual([["notified"], 0])
      ok(await act(id, "cancel"))
      await ctx.settled()
      expect((await mails()).filter((subject) => subject === "You cancelled Mug").length).toBe(2)
      const spanish = ctx.storeAs(ada).with({ "accept-language": "es" })
      const late = await spanish.post(`/store/kairos/subscriptions/${id}/resume`)
      expect([late.status, late.body.message]).toEqual([
        409,
        expect.stringMatching(/la suscripción ha terminado/),
      ])
      await green()
    })

    it("offers the way back on the page that says it is cancelled, to whoever has no account", async () => {
      await dueToday()
      await pass(-3)
      const page = await press(await linkIn(/Before your Mug/, "cancel"))
      const [, path] = /action="([^"]+resume[^"]+)"/.exec(String(page.body)) ?? []
      const back = String(path).replaceAll("&#61;", "=")
      expect((await press(back)).status).toBe(200)
      expect((await own())[0].status).toBe("active")
      expect((await ctx.anyone.get(back)).body).toMatch(/nothing to do any more/)
    })

    it("stops automatic renewal by the mail's link without a login, once, and cancels nothing", async () => {
      const id = await dueToday()
      await pass(-3)
      const link = await linkIn(/Before your Mug/, "stop")
      expect((await ctx.anyone.get(link)).body).toMatch(/Stop automatic renewal/)
      expect((await own())[0].auto_renew).toBe(true)
      expect((await press(link)).body).toMatch(/does not renew by itself any more/)
      await press(link)
      expect((await ctx.anyone.get(link)).body).toMatch(/nothing to do any more/)
      const [{ status, auto_renew }] = await own()
      expect([status, auto_renew]).toEqual(["active", false])
      await pass(3)
      await work()
      await ctx.settled()
      expect(captured()).toEqual([])
      expect(await state(id)).toEqual(["notified"])
      expect((await mails()).filter((subject) => subject === "You changed Mug")).toHaveLength(1)
      await green()
    })

    it("lets a shopper withdraw by the mail's link in the days of the law, with a receipt, and tells the shop what to refund", async () => {
      const { id: plan_id } = await plan()
      const id = await subscribe(ada, plan_id)
      const [payment] = await ctx.knex()("payment")
      ok(await ctx.admin.post(`/admin/payments/${payment.id}/capture`, {}))
      const [open] = await own()
      expect(Date.parse(open.withdraw_until)).toBeGreaterThan(Date.now() + 40 * 86_400_000)
      const link = await linkIn(/Your subscription to Mug/, "withdraw")
      const page = await ctx.anyone.get(link)
      expect([page.body, (await own())[0].status]).toEqual([
        expect.stringMatching(/Withdraw from contract here.*Confirm withdrawal/s),
        "active",
      ])
      const done = await press(link)
      expect([done.status, done.body]).toEqual([
        200,
        expect.stringMatching(/You have withdrawn from it.*The receipt comes by e-mail/s),
      ])
      expect([(await press(link)).status, (await act(id, "withdraw")).body.receipt.done]).toEqual([
        200,
        false,
      ])
      await work()
      const [{ status, says, withdraw_until, next }] = await own()
      expect([status, says, withdraw_until, next]).toEqual([
        "withdrawn",
        "You withdrew from it. It has ended, and the shop refunds what is owed.",
        null,
        null,
      ])
      expect(await mails()).toEqual(["You withdrew from Mug", "Your subscription to Mug"])
      const [receipt] = await ctx.mailbox().messages(ada.email)
      expect(receipt?.text).toMatch(
        /We received your withdrawal from the contract “Mug every month” \(Mug\) on .* \d\d?:\d\d:\d\d/
      )

      const shown = async () =>
        ok(await ctx.admin.get(`/admin/kairos/subscriptions/${id}`)) as {
          withdrawal: Record<string, unknown>
          records: { kind: string }[]
          subscription: { ended_at: string | null }
        }
      const { withdrawal, records, subscription } = await shown()
      const total = withdrawal.to_refund as string
      expect([withdrawal.goods, withdrawal.may_keep, records.at(-1)?.kind]).toEqual([
        true,
        "0",
        "withdrawn",
      ])
      expect([withdrawal.orders, subscription.ended_at]).toEqual([
        [{ order_id: expect.any(String), total, captured: total, refunded: "0" }],
        expect.any(String),
      ])
      ok(await ctx.admin.post(`/admin/payments/${payment.id}/refund`, { amount: Number(total) }))
      expect((await shown()).withdrawal).toMatchObject({ to_refund: "0", may_keep: "0" })
      const listed = ok(
        await ctx.admin.get("/admin/kairos/subscriptions", { status: "withdrawn" })
      ).subscriptions
      expect(listed).toHaveLength(1)
      await green()
    })

    it("ends a pause by its mail's link and lets withdraw by another, each with its page and its receipt, in Portuguese", async () => {
      const { id: plan_id } = await plan({ pause_days: 40 })
      ok(await ctx.storeAs(ada).post("/store/kairos/preferences", { locale: "pt" }))
      const id = await subscribe(ada, plan_id)
      await work()
      const [{ may_pause }] = await own()
      ok(await act(id, "pause", { day: may_pause.to }))
      await ctx.settled()
      expect((await own())[0].paused).toBe(true)

      const resume = await linkIn(/^Você alterou Mug$/, "resume")
      expect((await ctx.anyone.get(resume)).body).toMatch(/lang="pt(-BR)?".*Manter/s)
      expect((await own())[0].paused).toBe(true)
      expect((await press(resume)).body).toMatch(/Não descansa mais\. Avisamos antes de cobrar\./)
      await ctx.settled()
      expect((await own())[0].paused).toBe(false)
      expect((await press(resume)).status).toBe(200)

      const withdraw = await linkIn(/^Sua assinatura de Mug$/, "withdraw")
      expect((await ctx.anyone.get(withdraw)).body).toMatch(
        /Desistir do contrato aqui.*Confirmar desistência/s
      )
      expect((await press(withdraw)).body).toMatch(
        /Ela termina, nada mais é cobrado e a loja devolve o que é devido em 14 dias\./
      )
      await ctx.settled()
      expect(await mails()).toEqual([
        "Você desistiu de Mug",
        "Você alterou Mug",
        "Você alterou Mug",
        "Sua assinatura de Mug",
      ])
      const [receipt] = await ctx.mailbox().messages(ada.email)
      expect(receipt?.text).toMatch(
        /Recebemos sua desistência do contrato “Mug every month” \(Mug\) em .* \d\d?:\d\d:\d\d/
      )
      const kinds = await ctx
        .knex()("kairos_subscription_record")
        .where({ subscription_id: id })
        .orderBy("at")
      expect(kinds.map(({ kind, source }) => `${kind} ${source}`)).toEqual(
        expect.arrayContaining(["withdrawn mail"])
      )
      await green()
    })

    it("lets nobody withdraw when its days are over, who can still cancel; goods count from their coming", async () => {
      const { id: plan_id } = await plan()
      const id = await subscribe(ada, plan_id)
      await pass(43)
      expect((await own())[0].withdraw_until).not.toBeNull()
      const { order_id } = await ctx.knex()("kairos_subscription").where({ id }).first()
      const [item] = ok(await ctx.admin.get(`/admin/orders/${order_id}`)).order.items
      const items = [{ id: item.id, quantity: 1 }]
      ok(await ctx.admin.post(`/admin/orders/${order_id}/fulfillments`, { items }))
      const came = new Date(Date.now() - 20 * 86_400_000)
      await ctx.knex()("fulfillment").update({ delivered_at: came })
      const late = await act(id, "withdraw")
      expect([late.status, late.body.message, (await own())[0].withdraw_until]).toEqual([
        409,
        expect.stringMatching(/days in which you may withdraw from it are over/),
        null,
      ])
      expect((await press(await linkIn(/Your subscription/, "withdraw"))).body).toMatch(
        /You can still cancel it/
      )
      expect(ok(await act(id, "cancel")).subscription.status).toBe("cancelled")
    })

    it("lets automatic renewal be turned on by the mail's link without a login, by a box that was empty, at the price beside it", async () => {
      const { id: plan_id } = await plan()
      const id = await subscribe(ada, plan_id, {})
      await work()
      await pass(24)
      await work()
      const link = await linkIn(/Before your Mug/, "agree")
      const version = "kairos-auto-renewal/2026-11/en"
      const asked = String((await ctx.anyone.get(link)).body)
      expect(asked).toMatch(/by itself every 30 days until I say stop; today that would be €25\.00/)
      expect(asked).toContain(`<input type="checkbox" name="agreed" value="${version}">`)
      const tick = (amount: string, agreed = version) =>
        press(link, new URLSearchParams({ amount, agreed }).toString())
      expect((await press(link, "amount=25")).body).toMatch(/Tick the box/)
      expect((await tick("25", "yes")).body).toMatch(/Tick the box/)
      expect((await tick("20")).body).toMatch(/The price has changed/)
      expect((await own())[0].auto_renew).toBe(false)
      expect((await tick("25")).body).toMatch(/It renews by itself from now on/)
      expect((await tick("25")).body).toMatch(/nothing to do any more/)
      expect((await own())[0].auto_renew).toBe(true)
      const records = await ctx
        .knex()("kairos_subscription_record")
        .where({ subscription_id: id, kind: "auto_renew_on" })
      expect(records.map(({ actor, text_version }) => [actor, text_version])).toEqual([
        ["link", version],
      ])
      await ctx.settled()
      expect((await mails()).filter((subject) => subject === "You changed Mug")).toHaveLength(1)
      await work()
      await pass(6)
      await work()
      expect([await state(id), (await orders()).length]).toEqual([["paid", "due"], 1])
      await green()
    })

    it("pays with another card that the account chose on its signed page", async () => {
      const id = await dueToday()
      await payWith(id, CARDS.declined)
      await work()
      const [failed] = await own()
      expect(failed.says).toMatch(/the payment was declined. Nothing was charged. We try again on/)
      expect(failed.may_renew).toBe(true)
      const { pathname, search } = new URL(failed.card_url)
      expect((await press(pathname + search, `card=${CARDS.good}`)).status).toBe(200)
      await work()
      await ctx.settled()
      expect(await state(id)).toEqual(["paid", "due"])
      expect((await mails()).slice(0, 2).sort()).toEqual(["Mug is renewed", "You changed Mug"])
    })

    it("tells whose card expires, once per card, again in two weeks, and no more when another card pays", async () => {
      const id = await dueToday()
      await payWith(id, CARDS.good)
      await work()
      const { zone } = await ctx.knex()("kairos_subscription").where({ id }).first("zone")
      // By the holder's clock: there a month may be over that is not at Greenwich.
      const { month, year } = localTimeOf(zone, (await databaseNow(ctx.knex())).getTime())
      Object.assign(wallet, { exp_month: month, exp_year: year })
      const ask = async () => {
        let told = 0
        for (const weekday of [0, 1, 2, 3, 4, 5, 6]) {
          told += await warnOfCards(runtime(), weekday)
        }
        await ctx.settled()
        return told
      }
      wallet.dead = true
      expect(await ask()).toBe(0)
      wallet.dead = false
      expect([await ask(), await ask()]).toEqual([1, 0])
      const told = async () => (await mails()).filter((subject) => /expires soon/.test(subject))
      expect(await told()).toHaveLength(1)
      const [mail] = await ctx.mailbox().messages(ada.email)
      expect(mail?.text).toMatch(/\(visa •••• 4242\) expires at the end of \d\d\/20\d\d/)
      const { snapshot } = await ctx
        .knex()("kairos_inbox")
        .where({ name: "subscription.card_expiring" })
        .first()
      expect(JSON.stringify(snapshot)).not.toContain(CARDS.good)

      const link = await linkIn(/expires soon/, "card")
      expect((await press(link, `card=${CARDS.slow}`)).status).toBe(200)
      await ctx
        .knex()("kairos_delivery")
        .whereIn("state", ["queued", "held"])
        .update({ due_at: ctx.knex().fn.now() })
      await ctx.settled()
      expect(await told()).toHaveLength(1)
      const refused = await ctx
        .knex()("kairos_delivery")
        .where({ step: "again" })
        .first("state", "reason")
      expect(refused).toEqual({ state: "expired", reason: "expired" })
      expect(await ask()).toBe(0)
    })

    it.each([
      ["es", "Antes de renovar Mug", /El .* cobraremos 25,00\s€/, "Has cancelado Mug"],
      ["pt", "Antes de renovar Mug", /Em .* cobraremos €\s?25,00/, "Você cancelou Mug"],
    ])("writes in %s to whoever reads it", async (locale, notice, says, receipt) => {
      ok(await ctx.storeAs(ada).post("/store/kairos/preferences", { locale }))
      const id = await dueToday()
      const [mail] = await ctx.mailbox().messages(ada.email)
      expect([mail?.subject, mail?.text]).toEqual([notice, expect.stringMatching(says)])
      const page = await ctx.anyone.get(await linkIn(/Antes de/, "cancel"))
      expect(page.body).toMatch(/<html lang="(es|pt-BR)"/)
      ok(await act(id, "cancel"))
      await ctx.settled()
      expect((await mails())[0]).toBe(receipt)
    })
  })
