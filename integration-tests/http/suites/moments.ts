import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { refreshCartItemsWorkflow } from "@medusajs/medusa/core-flows"
import { ingestEvents } from "../../../src/workflows/ingest/ingest-events"
import { findMoments } from "../../../src/workflows/moments/find-moments"
import { keepCarts } from "../../../src/workflows/moments/keep-carts"
import { recordOrders } from "../../../src/workflows/profile/backfill-orders"
import { scoreAllProfiles } from "../../../src/workflows/profile/score-all-profiles"
import { runtimeOf } from "../../../src/workflows/support/runtime"
import { signToken } from "../../../src/workflows/support/tokens"
import { mailAction, makeTemplate } from "../../support/marketer"
import { ok, placeOrder, readyCart, registerShopper, type Shopper } from "../../support/shopper"
import type { SuiteContext } from "../../support/suite-context"

/** A cart is left alone, and what comes of it: one mail, or none and the reason. */
export function moments(ctx: SuiteContext): void {
  const runtime = () => runtimeOf(ctx.container())
  const knex = () => ctx.knex()

  /** One run of the minute's job, and all that follows from it. */
  const aMinute = async () => {
    await keepCarts(runtime())
    const found = await findMoments(runtime())
    await ctx.settled()
    return found
  }
  /** As if the shopper had done nothing for so long. */
  const leave = async (cartId: string, minutes: number) => {
    await keepCarts(runtime())
    await knex().transaction(async (trx) => {
      // The job's own fold may be under way, and would write back what it read before.
      await trx.raw("select pg_advisory_xact_lock(hashtextextended('kairos:carts', 0))")
      await trx.raw(
        "update kairos_cart set last_activity_at = now() - make_interval(mins => ?) where cart_id = ?",
        [minutes, cartId]
      )
    })
  }
  const mailsTo = async (email: string) => (await ctx.mailbox().messages(email)).length
  const cartRow = (cartId: string) => knex()("kairos_cart").where({ cart_id: cartId }).first()
  const deliveries = () => knex()("kairos_delivery").select("state", "reason", "detail")
  const decision = async (customerId: string) => {
    const { decisions } = ok(
      await ctx.admin.get(`/admin/kairos/decisions?customer_id=${customerId}`)
    )
    expect(decisions).toHaveLength(1)
    return ok(await ctx.admin.get(`/admin/kairos/decisions/${decisions[0].id}`))
  }
  const agree = async (email: string) =>
    expect(
      (
        await ctx.store.post("/store/kairos/consents", {
          email,
          purpose: "marketing",
          channel: "email",
          source: "checkout",
          text_version: "test-1",
        })
      ).status
    ).toBe(202)
  const shopperWithCart = async (email: string): Promise<{ shopper: Shopper; cart: string }> => {
    const shopper = await registerShopper(ctx, email)
    await agree(email)
    return { shopper, cart: await readyCart(ctx, { shopper }) }
  }
  const dueNow = async () => {
    await knex().raw("update kairos_delivery set due_at = now() where state = 'queued'")
    await ctx.settled()
  }
  const reminder = async (
    step: Record<string, unknown> = {},
    more: Record<string, unknown> = {},
    sum = ""
  ): Promise<{ id: string }> => {
    const { template } = ok(
      await ctx.admin.post("/admin/kairos/templates", {
        name: "Reminder",
        locale: "en",
        purpose: "marketing",
        subject: "You left something",
        body: `<p>{{#if cart}}{{#each cart.items}}{{title}} {{/each}}${sum}{{/if}}</p><p><a href="{{links.cart}}">Back to the cart</a></p>`,
      })
    )
    const { automation } = ok(
      await ctx.admin.post("/admin/kairos/automations", {
        name: "Cart reminder",
        objective: "recover_cart",
        purpose: "marketing",
        trigger: { code: "cart.abandoned", args: { after_minutes: 60 } },
        steps: [
          {
            key: "first",
            wait: { minutes: 0 },
            valid_for_minutes: 2880,
            conditions: null,
            ...step,
            actions: [
              { code: "send_message", args: { channel: "email", template_id: template.id } },
            ],
          },
        ],
        ...more,
      })
    )
    ok(await ctx.admin.post(`/admin/kairos/automations/${automation.id}/activate`))
    return automation
  }

  describe("moments", () => {
    // The first look at a shop takes over what lies there, and lets it cause nothing.
    beforeEach(() => keepCarts(runtime()))

    it("remind a customer and a guest of the cart that they left, once", async () => {
      await reminder()
      const { shopper, cart } = await shopperWithCart("ana@left.example")
      const guest = "Gus@Left.example"
      await agree(guest)
      const guestCart = await readyCart(ctx, { email: guest })
      await leave(cart, 59)
      await leave(guestCart, 61)
      expect(await aMinute()).toMatchObject({ "cart.abandoned": 1 })
      expect([await mailsTo(shopper.email), await mailsTo("gus@left.example")]).toEqual([0, 1])

      await leave(cart, 60)
      await aMinute()
      await aMinute()
      expect([await mailsTo(shopper.email), await mailsTo("gus@left.example")]).toEqual([1, 1])
      const [mail] = await ctx.mailbox().messages(shopper.email)
      expect(mail?.html).toContain("Mug")
      expect(await cartRow(cart)).toMatchObject({ state: "abandoned", customer_id: shopper.id })
      const event = await knex()("kairos_inbox").where({ entity_id: guestCart }).first()
      expect(event.snapshot.customer.has_account).toBe(false)
      expect(Math.abs(event.occurred_at - Date.now())).toBeLessThan(2 * 60_000)
    })

    it("are listed with their state, and with who was reminded or why not, and counted by week (E4)", async () => {
      const carts = async (query: Record<string, string | number> = {}) =>
        ok(await ctx.admin.get("/admin/kairos/carts", query))
      const of = async (id: string) =>
        (await carts()).carts.find(({ cart_id }: { cart_id: string }) => cart_id === id)
      const agreed = await shopperWithCart("liv@list.example")
      const shopper = await registerShopper(ctx, "max@list.example")
      const silent = await readyCart(ctx, { shopper })
      const guest = await readyCart(ctx, { email: "guest@list.example" })
      await leave(agreed.cart, 70)
      await aMinute()
      expect((await of(agreed.cart)).reminder).toMatchObject({
        kind: "none",
        decision_id: null,
        because: { en: "no active automation reminds of left carts" },
      })
      await reminder()
      await leave(silent, 65)
      await aMinute()
      expect(await of(agreed.cart)).toMatchObject({
        customer_id: agreed.shopper.id,
        email: "liv@list.example",
        state: "abandoned",
        currency_code: "eur",
        order_id: null,
        reminder: { kind: "sent", at: expect.stringMatching(/Z$/), because: null },
      })
      const { reminder: sent } = await of(agreed.cart)
      ok(await ctx.admin.get(`/admin/kairos/deliveries/${sent.delivery_id}`))
      expect((await of(silent)).reminder).toMatchObject({
        kind: "not_sent",
        because: { es: "no hay consentimiento" },
        delivery_id: null,
      })
      expect((await of(guest)).reminder.because.en).toBe("it has not been left for long enough")
      expect(Number((await of(guest)).item_total)).toBeGreaterThan(0)

      const { order } = ok(
        await ctx.storeAs(agreed.shopper).post(`/store/carts/${agreed.cart}/complete`)
      )
      await aMinute()
      expect(await of(agreed.cart)).toMatchObject({
        state: "recovered",
        order_id: order.id,
        reminder: { kind: "sent" },
      })
      expect(await carts({ state: "abandoned" })).toMatchObject({
        count: 1,
        carts: [{ cart_id: silent }],
      })
      expect(await carts({ customer_id: shopper.id, limit: 1 })).toMatchObject({
        count: 1,
        limit: 1,
      })
      const { weeks } = ok(await ctx.admin.get("/admin/kairos/carts/weeks", { weeks: 2 }))
      expect(weeks).toHaveLength(2)
      // An hour ago may have been last week.
      const sum = (name: string) => Number(weeks[0][name]) + Number(weeks[1][name])
      expect([sum("abandoned"), sum("recovered")]).toEqual([2, 1])
      expect(new Date(weeks[1].week).getUTCDay()).toBe(1)
      const wrong = await ctx.admin.get("/admin/kairos/carts", { state: "lost" })
      expect([wrong.status, wrong.body.message]).toEqual([400, expect.stringContaining("state")])
    })

    it("are found after three hours without a worker, and not after three days", async () => {
      await reminder()
      const { shopper, cart } = await shopperWithCart("bea@late.example")
      const { cart: old } = await shopperWithCart("old@late.example")
      await leave(cart, 60 + 180)
      await leave(old, 60 + 72 * 60)
      expect(await aMinute()).toMatchObject({ "cart.abandoned": 1 })
      expect([await mailsTo(shopper.email), await mailsTo("old@late.example")]).toEqual([1, 0])
    })

    it("are not caused by what lay in the shop before Kairos, until its shopper comes back", async () => {
      await reminder()
      const { shopper, cart } = await shopperWithCart("cai@before.example")
      await knex().raw("truncate kairos_cart")
      await knex()("kairos_setting").where({ key: "carts_watermark" }).delete()
      await leave(cart, 90)
      expect(await aMinute()).toMatchObject({ "cart.abandoned": 0 })
      ok(
        await ctx.storeAs(shopper).post(`/store/carts/${cart}/line-items`, {
          variant_id: ctx.shop().lamp.variant_id,
          quantity: 1,
        })
      )
      await leave(cart, 90)
      expect(await aMinute()).toMatchObject({ "cart.abandoned": 1 })
    })

    it("are not postponed by what the shop does to a cart", async () => {
      await reminder()
      const { shopper, cart } = await shopperWithCart("dan@touched.example")
      await leave(cart, 90)
      const before = (await cartRow(cart)).last_activity_at
      await ctx
        .container()
        .resolve(Modules.CART)
        .updateCarts(cart, { metadata: { checked: true } })
      await knex().raw(
        `update price set amount = 25, raw_amount = '{"value": "25", "precision": 20}' where amount = 20`
      )
      await ctx
        .container()
        .resolve(Modules.PROMOTION)
        .createPromotions([
          {
            code: "EVERYBODY",
            is_automatic: true,
            type: "standard",
            status: "active",
            application_method: { type: "percentage", target_type: "order", value: 5 },
          },
        ])
      await refreshCartItemsWorkflow(ctx.container()).run({
        input: { cart_id: cart, force_refresh: true },
      })
      await keepCarts(runtime())
      const after = await cartRow(cart)
      expect(after.last_activity_at).toEqual(before)
      expect(Number(after.item_total)).toBe(25)
      expect(await aMinute()).toMatchObject({ "cart.abandoned": 1 })
      expect(await mailsTo(shopper.email)).toBe(1)
    })

    it.each<[string, (client: SuiteContext["store"], cart: string) => Promise<unknown>]>([
      [
        "another quantity",
        async (client, cart) => {
          const { items } = ok(await client.get(`/store/carts/${cart}`)).cart
          return client.post(`/store/carts/${cart}/line-items/${items[0].id}`, { quantity: 3 })
        },
      ],
      [
        "an address",
        (client, cart) =>
          client.post(`/store/carts/${cart}`, {
            shipping_address: {
              first_name: "Ada",
              address_1: "2 Side Street",
              city: "Vigo",
              country_code: "es",
            },
          }),
      ],
    ])("wait again after %s", async (_what, touch) => {
      await reminder()
      const { shopper, cart } = await shopperWithCart("eva@back.example")
      await leave(cart, 90)
      await touch(ctx.storeAs(shopper), cart)
      expect(await aMinute()).toMatchObject({ "cart.abandoned": 0 })
      expect(await cartRow(cart)).toMatchObject({ state: "active" })
    })

    it("end with a purchase by the same person: at the decision, with the order in the reason", async () => {
      await reminder()
      const { shopper, cart } = await shopperWithCart("fay@elsewhere.example")
      await leave(cart, 90)
      // On a second device, as a guest, in other letters.
      const order = await placeOrder(ctx, { email: "FAY@Elsewhere.example" })
      await aMinute()
      expect(await mailsTo(shopper.email)).toBe(0)
      const { decision: decided, explanation } = await decision(shopper.id)
      expect(decided).toMatchObject({ kind: "skip", reason: "already_bought" })
      expect(decided.trace.occasion.order.id).toBe(order.id)
      expect(explanation.headline.en).toContain(`order #${String(order.display_id)}`)
      expect(explanation.headline.pt).toContain(`pedido #${String(order.display_id)}`)
    })

    it("end with a purchase under another customer row of the same address", async () => {
      await reminder()
      const email = "Gwen@Account.example"
      await agree(email)
      const cart = await readyCart(ctx, { email })
      await leave(cart, 90)
      const guest = (await cartRow(cart)).customer_id as string
      const account = await registerShopper(ctx, "gwen@account.example")
      expect(account.id).not.toBe(guest)
      await placeOrder(ctx, { shopper: account })
      await aMinute()
      expect(await mailsTo("gwen@account.example")).toBe(0)
      expect((await decision(guest)).decision.reason).toBe("already_bought")
    })

    it("end with a purchase by the same person: also between the decision and the mail", async () => {
      await reminder({ wait: { minutes: 30 } })
      const { shopper, cart } = await shopperWithCart("gil@later.example")
      await leave(cart, 90)
      await aMinute()
      const order = await placeOrder(ctx, { email: shopper.email })
      await dueNow()
      expect(await mailsTo(shopper.email)).toBe(0)
      expect(await deliveries()).toEqual([
        {
          state: "refused",
          reason: "already_bought",
          detail: expect.stringContaining(`#${String(order.display_id)}`),
        },
      ])
    })

    it("do not end with a purchase from before, or with one that was canceled", async () => {
      await reminder()
      const { shopper, cart } = await shopperWithCart("hal@earlier.example")
      await placeOrder(ctx, { email: shopper.email })
      await knex().raw(`update "order" set created_at = now() - interval '2 hours'`)
      const canceled = await placeOrder(ctx, { email: shopper.email })
      ok(await ctx.admin.post(`/admin/orders/${canceled.id}/cancel`))
      await leave(cart, 90)
      await aMinute()
      expect(await mailsTo(shopper.email)).toBe(1)
    })

    it.each<[string, string, string, (cart: string, shopper: Shopper) => Promise<unknown>]>([
      [
        "the cart itself was bought",
        "refused",
        "already_bought",
        (cart, shopper) => ctx.storeAs(shopper).post(`/store/carts/${cart}/complete`),
      ],
      [
        "the cart was emptied",
        "refused",
        "unavailable",
        async (cart, shopper) => {
          const client = ctx.storeAs(shopper)
          const { items } = ok(await client.get(`/store/carts/${cart}`)).cart
          return client.delete(`/store/carts/${cart}/line-items/${items[0].id}`)
        },
      ],
      [
        "the cart was deleted",
        "refused",
        "unavailable",
        (cart) => ctx.container().resolve(Modules.CART).softDeleteCarts([cart]),
      ],
      [
        "the cart is gone for good",
        "refused",
        "unavailable",
        (cart) => ctx.container().resolve(Modules.CART).deleteCarts([cart]),
      ],
      [
        "the shopper came back",
        "expired",
        "expired",
        (cart, shopper) =>
          ctx.storeAs(shopper).post(`/store/carts/${cart}/line-items`, {
            variant_id: ctx.shop().lamp.variant_id,
            quantity: 1,
          }),
      ],
      [
        "a product is not published any more",
        "refused",
        "unavailable",
        () =>
          ctx
            .container()
            .resolve(Modules.PRODUCT)
            .updateProducts(ctx.shop().mug.id, { status: "draft" }),
      ],
      [
        "a product was deleted",
        "refused",
        "unavailable",
        () => ctx.container().resolve(Modules.PRODUCT).softDeleteProducts([ctx.shop().mug.id]),
      ],
      [
        "a product is out of stock",
        "refused",
        "unavailable",
        () =>
          knex()("product_variant")
            .where({ id: ctx.shop().mug.variant_id })
            .update({ manage_inventory: true }),
      ],
      [
        "the sales channel was switched off",
        "refused",
        "unavailable",
        () => knex()("sales_channel").update({ is_disabled: true }),
      ],
      [
        "the sales channel was deleted",
        "refused",
        "unavailable",
        async () => {
          const channels = ctx.container().resolve(Modules.SALES_CHANNEL)
          const all = await channels.listSalesChannels({})
          await channels.softDeleteSalesChannels(all.map(({ id }) => id))
        },
      ],
      [
        "the customer was deleted",
        "refused",
        "unavailable",
        (_cart, shopper) =>
          ctx.container().resolve(Modules.CUSTOMER).softDeleteCustomers([shopper.id]),
      ],
    ])("send nothing when %s: %s, %s", async (_what, state, reason, happen) => {
      await reminder({ wait: { minutes: 30 } })
      const { shopper, cart } = await shopperWithCart("ida@meanwhile.example")
      await leave(cart, 90)
      await aMinute()
      expect(await deliveries()).toEqual([{ state: "queued", reason: null, detail: null }])
      await happen(cart, shopper)
      await dueNow()
      const [row] = await deliveries()
      expect(row).toMatchObject({ state, reason })
      expect(row.detail).toEqual(expect.any(String))
      expect(await mailsTo(shopper.email)).toBe(0)
    })

    /** What stands behind `kairos_cart=` in the only mail that an address got. */
    const linkIn = async (email: string): Promise<string> => {
      const [mail] = await ctx.mailbox().messages(email)
      const token = /\/cart\?kairos_cart=([\w.-]+)/.exec(mail?.text ?? "")?.[1]
      expect(token).toBeTruthy()
      // What the link says can be read by whoever sees it: neither the cart nor the person.
      const said = Buffer.from(token!.split(".")[1]!, "base64url").toString()
      expect(said).not.toMatch(/cart_0|@|cus_/)
      return token!
    }
    const recover = (client: SuiteContext["store"], body: Record<string, unknown>) =>
      client.post("/store/kairos/carts/recover", body)

    it("bring a guest's cart back on a second device, without the guest's address", async () => {
      await reminder()
      const email = "joy@link.example"
      await agree(email)
      const cart = await readyCart(ctx, {
        email,
        items: [{ variant_id: ctx.shop().mug.variant_id, quantity: 2 }],
      })
      await leave(cart, 90)
      await aMinute()
      const token = await linkIn(email)

      const { cart_id, missing } = ok(await recover(ctx.store, { token }))
      expect(cart_id).not.toBe(cart)
      expect(missing).toEqual([])
      const { cart: copy } = ok(await ctx.store.get(`/store/carts/${cart_id}`))
      expect(copy).toMatchObject({ email: null, shipping_address: null, customer_id: null })
      expect(JSON.stringify(copy)).not.toContain("Byron")
      expect(copy.items).toHaveLength(1)
      expect(copy.items[0]).toMatchObject({ variant_id: ctx.shop().mug.variant_id, quantity: 2 })
      // The same browser has the cart already, so it gets that one.
      expect(ok(await recover(ctx.store, { token, cart_id: cart })).cart_id).toBe(cart)

      const order = await buy(cart_id, email)
      const found = await aMinute()
      expect(found["cart.recovered"]).toBe(1)
      expect(await cartRow(cart)).toMatchObject({ state: "recovered", order_id: order })
      expect(await cartRow(cart_id)).toMatchObject({ state: "placed", origin_cart_id: cart })
      const event = await knex()("kairos_inbox").where({ name: "cart.recovered" }).first()
      expect(event).toMatchObject({ entity_id: order, status: "done", email })
      expect(event.snapshot.order.id).toBe(order)
      expect(event.snapshot.cart.id).toBe(cart)
    })

    const buy = async (cartId: string, email: string): Promise<string> => {
      ok(
        await ctx.store.post(`/store/carts/${cartId}`, {
          email,
          shipping_address: {
            first_name: "Joy",
            address_1: "1 Road",
            city: "Vigo",
            country_code: "es",
          },
        })
      )
      ok(
        await ctx.store.post(`/store/carts/${cartId}/shipping-methods`, {
          option_id: ctx.shop().shipping_option_id,
        })
      )
      const { payment_collection } = ok(
        await ctx.store.post("/store/payment-collections", { cart_id: cartId })
      )
      ok(
        await ctx.store.post(
          `/store/payment-collections/${payment_collection.id}/payment-sessions`,
          { provider_id: "pp_system_default" }
        )
      )
      return ok(await ctx.store.post(`/store/carts/${cartId}/complete`)).order.id as string
    }

    it("give the cart itself to its customer alone, and say when there is nothing to bring back", async () => {
      await reminder()
      const { shopper, cart } = await shopperWithCart("kim@link.example")
      await leave(cart, 90)
      await aMinute()
      const token = await linkIn(shopper.email)
      expect(ok(await recover(ctx.storeAs(shopper), { token })).cart_id).toBe(cart)

      const other = await registerShopper(ctx, "lea@link.example")
      const theirs = ok(await recover(ctx.storeAs(other), { token })).cart_id
      expect(theirs).not.toBe(cart)
      expect(await knex()("cart").where({ id: theirs }).first()).toMatchObject({
        customer_id: other.id,
        email: other.email,
      })

      for (const wrong of ["nonsense", `${token}x`, token.slice(0, -4)]) {
        const { status, body } = await recover(ctx.store, { token: wrong })
        expect([status, body.message]).toEqual([400, expect.stringContaining("token")])
      }
      const foreign = await signToken(runtime().options, "unsubscribe", "kdel_1")
      expect((await recover(ctx.store, { token: foreign })).status).toBe(400)
      expect((await recover(ctx.store, { token, cart: cart })).status).toBe(400)
      expect((await recover(ctx.store, {})).status).toBe(400)

      ok(await ctx.storeAs(shopper).post(`/store/carts/${cart}/complete`))
      const late = await recover(ctx.store, { token })
      expect([late.status, late.body.message]).toEqual([409, expect.stringContaining("order")])
    })

    it("leave out of the copy what is not for sale any more, and no longer what was restored (E-18)", async () => {
      await reminder()
      const email = "mia@link.example"
      await agree(email)
      const cart = await readyCart(ctx, {
        email,
        items: [ctx.shop().mug, ctx.shop().lamp].map(({ variant_id }) => ({
          variant_id,
          quantity: 1,
        })),
      })
      await leave(cart, 90)
      await aMinute()
      const token = await linkIn(email)
      const products = ctx.container().resolve(Modules.PRODUCT)
      await products.updateProducts(ctx.shop().mug.id, { status: "draft" })
      const { cart_id, missing } = ok(await recover(ctx.store, { token }))
      expect(missing).toEqual(["Mug"])
      const { cart: copy } = ok(await ctx.store.get(`/store/carts/${cart_id}`))
      expect(copy.items.map((item: { variant_id: string }) => item.variant_id)).toEqual([
        ctx.shop().lamp.variant_id,
      ])
      await products.softDeleteProducts([ctx.shop().lamp.id])
      expect((await recover(ctx.store, { token })).status).toBe(409)
      await products.restoreProducts([ctx.shop().lamp.id])
      const again = ok(await recover(ctx.store, { token }))
      const { cart: restored } = ok(await ctx.store.get(`/store/carts/${again.cart_id}`))
      expect([again.missing, restored.items.map(variantOf)]).toEqual([
        ["Mug"],
        [ctx.shop().lamp.variant_id],
      ])
    })
    const variantOf = ({ variant_id }: { variant_id: string }) => variant_id

    /** A guest's cart with a mug (12 euros) and a lamp (45 euros), left; its reminder is due at once. */
    const leftWithBoth = async (email: string): Promise<string> => {
      await agree(email)
      const cart = await readyCart(ctx, {
        email,
        items: [ctx.shop().mug, ctx.shop().lamp].map(({ variant_id }) => ({
          variant_id,
          quantity: 1,
        })),
      })
      await leave(cart, 90)
      return cart
    }
    const products = () => ctx.container().resolve(Modules.PRODUCT)
    /** Lets Medusa count a variant's stock. @returns sets how much there is */
    const stockOf = async (variant_id: string, quantity: number) => {
      const inventory = ctx.container().resolve(Modules.INVENTORY)
      const [location] = await ctx
        .container()
        .resolve(Modules.STOCK_LOCATION)
        .listStockLocations({})
      const item = await inventory.createInventoryItems({ sku: "counted" })
      const { id: inventory_item_id } = item
      const set = { inventory_item_id, location_id: location!.id, stocked_quantity: quantity }
      await inventory.createInventoryLevels([set])
      await ctx
        .container()
        .resolve(ContainerRegistrationKeys.LINK)
        .create({
          [Modules.PRODUCT]: { variant_id },
          [Modules.INVENTORY]: { inventory_item_id },
        })
      await knex()("product_variant").where({ id: variant_id }).update({ manage_inventory: true })
      return (stocked_quantity: number) =>
        inventory.updateInventoryLevels([{ ...set, stocked_quantity }])
    }
    const isLampSoldOut = (is: boolean) =>
      knex()("product_variant")
        .where({ id: ctx.shop().lamp.variant_id })
        .update({ manage_inventory: is })

    it.each<[string, () => Promise<unknown>]>([
      ["unpublished", () => products().updateProducts(ctx.shop().lamp.id, { status: "draft" })],
      ["deleted", () => products().softDeleteProducts([ctx.shop().lamp.id])],
      ["out of stock", () => isLampSoldOut(true)],
      [
        "out of the channel",
        () => knex()("product_sales_channel").where({ product_id: ctx.shop().lamp.id }).delete(),
      ],
    ])("leave out of the mail, its sum and the recovered cart what is %s", async (_why, happen) => {
      await reminder({}, {}, "{{money cart.item_total}}")
      const email = "una@part.example"
      const cart = await leftWithBoth(email)
      await happen()
      await aMinute()
      const [mail] = await ctx.mailbox().messages(email)
      expect(mail?.text).toContain("Mug")
      expect(mail?.text).not.toContain("Lamp")
      const { cart: whole } = ok(
        await ctx.store.get(`/store/carts/${cart}?fields=item_total,items.title,items.total`)
      )
      const mug = whole.items.find(({ title }: { title: string }) => title.includes("Mug"))
      expect(mug.total).toBeLessThan(whole.item_total)
      expect(mail?.text).toContain(`€${mug.total.toFixed(2)}`)

      const token = await linkIn(email)
      const copy = ok(await recover(ctx.store, { token }))
      expect(copy.missing).toEqual(["Lamp"])
      // Whoever holds the cart gets it without what would keep it from being ordered.
      expect(await recover(ctx.store, { token, cart_id: cart })).toMatchObject({
        status: 200,
        body: { cart_id: cart, missing: ["Lamp"] },
      })
      const { cart: own } = ok(await ctx.store.get(`/store/carts/${cart}`))
      expect(own.items.map(({ variant_id }: { variant_id: string }) => variant_id)).toEqual([
        ctx.shop().mug.variant_id,
      ])
      expect(await buy(cart, email)).toMatch(/^order_/)
    })

    it("say and bring back as much as there is, and the rest once it is there", async () => {
      await reminder(
        {},
        {},
        "{{#each cart.items}}{{title}} x {{quantity}};{{/each}} {{money cart.item_total}}"
      )
      const email = "tia@part.example"
      await agree(email)
      const { mug, lamp } = ctx.shop()
      const stock = await stockOf(lamp.variant_id, 3)
      const cart = await readyCart(ctx, {
        email,
        items: [
          { variant_id: mug.variant_id, quantity: 1 },
          { variant_id: lamp.variant_id, quantity: 3 },
        ],
      })
      await leave(cart, 90)
      await stock(2)
      await aMinute()
      const [mail] = await ctx.mailbox().messages(email)
      expect(mail?.text).toContain("Lamp x 2;")
      const totals = "fields=item_total,items.variant_id,items.quantity,items.total"
      const look = async () => {
        const { cart: found } = ok(await ctx.store.get(`/store/carts/${cart}?${totals}`))
        const of = (id: string) =>
          found.items.find(({ variant_id }: { variant_id: string }) => variant_id === id)
        return { lamps: of(lamp.variant_id)?.quantity ?? 0, total: found.item_total as number }
      }
      const token = await linkIn(email)
      const follow = async (more: object = {}) =>
        ok(await recover(ctx.store, { token, ...more })) as { cart_id: string; missing: string[] }

      // Somebody else's copy, and then the cart of this browser.
      const copy = await follow()
      expect(copy.missing).toEqual(["Lamp × 1"])
      const { cart: copied } = ok(await ctx.store.get(`/store/carts/${copy.cart_id}?${totals}`))
      expect(copied.items.map(({ quantity }: { quantity: number }) => quantity).sort()).toEqual([
        1, 2,
      ])
      expect(await follow({ cart_id: cart })).toEqual({ cart_id: cart, missing: ["Lamp × 1"] })
      const two = await look()
      expect(two.lamps).toBe(2)
      expect(mail?.text).toContain(`€${two.total.toFixed(2)}`)

      // None for a moment: it is set aside, and comes back with the link.
      await stock(0)
      expect((await follow({ cart_id: cart })).missing).toEqual(["Lamp"])
      expect((await look()).lamps).toBe(0)
      expect((await follow({ cart_id: cart })).missing).toEqual(["Lamp"])
      await stock(9)
      expect((await follow({ cart_id: cart })).missing).toEqual([])
      expect((await look()).lamps).toBe(3)

      // What the shopper takes out stays out.
      await stock(0)
      await follow({ cart_id: cart })
      await stock(9)
      ok(
        await ctx.store.post(`/store/carts/${cart}/line-items`, {
          variant_id: lamp.variant_id,
          quantity: 1,
        })
      )
      expect((await follow({ cart_id: cart })).missing).toEqual([])
      expect((await look()).lamps).toBe(1)
    })

    it("say why they are withheld when nothing is left to buy, and name each thing", async () => {
      await reminder()
      await leftWithBoth("vic@part.example")
      await isLampSoldOut(true)
      await products().updateProducts(ctx.shop().mug.id, { status: "draft" })
      await aMinute()
      expect(await deliveries()).toEqual([
        {
          state: "refused",
          reason: "unavailable",
          detail:
            'nothing in the cart can be bought: "Lamp" is out of stock; "Mug" is not published any more',
        },
      ])
      expect(await mailsTo("vic@part.example")).toBe(0)
    })

    it("show again what came back before the mail", async () => {
      await reminder({ wait: { minutes: 30 } })
      await leftWithBoth("wes@part.example")
      await isLampSoldOut(true)
      await aMinute()
      expect(await mailsTo("wes@part.example")).toBe(0)
      await isLampSoldOut(false)
      await dueNow()
      const [mail] = await ctx.mailbox().messages("wes@part.example")
      expect(mail?.text).toMatch(/Lamp.*Mug|Mug.*Lamp/)
      expect(
        ok(await recover(ctx.store, { token: await linkIn("wes@part.example") })).missing
      ).toEqual([])
    })

    it("leave an own cart alone when nothing of it can be bought, and answer with 409", async () => {
      await reminder()
      const cart = await leftWithBoth("xia@part.example")
      await aMinute()
      const token = await linkIn("xia@part.example")
      await knex()("sales_channel").update({ deleted_at: new Date() })
      const { status, body } = await recover(ctx.store, { token, cart_id: cart })
      expect([status, body.message]).toEqual([409, expect.stringContaining("nothing of it")])
      expect(
        await knex()("cart_line_item").where({ cart_id: cart, deleted_at: null })
      ).toHaveLength(2)
    })

    it("bring each of three mails once, by day, one after the other, and none after a purchase", async () => {
      const { id } = await makeTemplate(ctx.admin)
      const step = (key: string, wait: object) => ({ key, wait, actions: [mailAction(id)] })
      await reminder(
        {},
        {
          steps: [
            step("hour", { minutes: 0 }),
            step("morning", { until: { time: "09:00" } }),
            step("third", { minutes: 2 * 1440 }),
          ],
        }
      )
      const clock = (hours: number) =>
        new Intl.DateTimeFormat("en-GB", {
          timeZone: "Europe/Madrid",
          hour: "2-digit",
          minute: "2-digit",
        }).format(Date.now() + hours * 3_600_000)
      const night = async (quiet_hours: object | null) => {
        ok(await ctx.admin.post("/admin/kairos/settings", { quiet_hours }))
        await ctx.settled()
      }
      await night({ from: clock(-1), to: clock(22.9) })
      const { shopper, cart } = await shopperWithCart("abe@journey.example")
      await leave(cart, 90)
      await aMinute()
      const journey = async () => {
        const rows = await knex()("kairos_delivery").orderBy("due_at")
        return rows.map((row: { step: string; state: string; due_at: Date }) => ({
          step: row.step,
          state: row.state,
          at: row.due_at.getTime(),
        }))
      }
      // The first is held for most of a day, and what follows counts from then, not from the night.
      const [hour, morning, third] = await journey()
      expect([hour, morning, third]).toMatchObject([
        { step: "hour", state: "held" },
        { step: "morning", state: "queued" },
        { step: "third", state: "queued" },
      ])
      expect(morning!.at).toBeGreaterThanOrEqual(hour!.at)
      expect(third!.at - morning!.at).toBe(2 * 1440 * 60_000)
      expect(await mailsTo(shopper.email)).toBe(0)

      await night(null)
      await aMinute()
      expect(await mailsTo(shopper.email)).toBe(1)
      const comes = async (key: string) => {
        await knex()("kairos_delivery").where({ step: key }).update({ due_at: knex().fn.now() })
        await ctx.settled()
        await aMinute()
      }
      await comes("morning")
      expect(await mailsTo(shopper.email)).toBe(2)
      await placeOrder(ctx, { email: "Abe@Journey.example" })
      await comes("third")
      expect((await journey()).map(({ state }) => state).sort()).toEqual([
        "refused",
        "sent",
        "sent",
      ])
      expect(await mailsTo(shopper.email)).toBe(2)
    })

    it("refuse a link that is too old, with what to do instead", async () => {
      await reminder()
      const cart = await leftWithBoth("yan@part.example")
      await aMinute()
      const [{ id }] = await knex()("kairos_delivery").select("id")
      const until = (ms: number) =>
        signToken(runtime().options, "cart", id, {}, new Date(Date.now() + ms))
      expect(
        ok(await recover(ctx.store, { token: await until(60_000), cart_id: cart })).cart_id
      ).toBe(cart)
      const { status, body } = await recover(ctx.store, { token: await until(-1000) })
      expect([status, body.message]).toEqual([
        400,
        "token: is not valid or has expired; open the shop's cart instead",
      ])
    })

    it("limit how often one link is followed, and say when it may be again", async () => {
      await reminder()
      const cart = await leftWithBoth("zoe@part.example")
      await aMinute()
      const token = await linkIn("zoe@part.example")
      const follow = () => recover(ctx.store, { token, cart_id: cart })
      for (let i = 0; i < 20; i += 1) {
        expect((await follow()).status).toBe(200)
      }
      const { status, body, headers } = await follow()
      expect([status, body.type]).toEqual([429, "too_many_requests"])
      const seconds = Number(headers.get("retry-after"))
      expect(seconds).toBeGreaterThan(3000)
      expect(seconds).toBeLessThanOrEqual(3600)
      expect(body.message).toBe(`Too many attempts; try again in ${seconds} seconds.`)
    })

    it("are shown for the cart that the customer has now, before and after it was bought", async () => {
      const automation = await reminder(
        {},
        {
          conditions: {
            combinator: "and",
            rules: [{ field: "cart.minutes_since_activity", operator: ">=", value: 60 }],
          },
        }
      )
      const { shopper, cart } = await shopperWithCart("noa@preview.example")
      await leave(cart, 90)
      const preview = async () =>
        ok(
          await ctx.admin.post(`/admin/kairos/automations/${automation.id}/preview`, {
            customer_id: shopper.id,
          })
        ).preview
      const shown = await preview()
      expect(shown.decision).toMatchObject({ kind: "send", event_name: "cart.abandoned" })
      expect(shown.decision.trace.values["cart.minutes_since_activity"]).toBe(90)
      expect(shown.messages[0].html).toContain("Mug")
      const why = ok(
        await ctx.admin.post(`/admin/kairos/automations/${automation.id}/why`, {
          customer_id: shopper.id,
        })
      )
      expect(JSON.stringify(why)).toContain("90")
      await placeOrder(ctx, { email: shopper.email })
      expect((await preview()).decision.reason).toBe("already_bought")
    })

    it("decide nothing for a customer who was deleted, with the reason, and again for one who was restored", async () => {
      await reminder()
      const { shopper, cart } = await shopperWithCart("ole@gone.example")
      await leave(cart, 90)
      const customers = ctx.container().resolve(Modules.CUSTOMER)
      await customers.softDeleteCustomers([shopper.id])
      await aMinute()
      const [decided] = await knex()("kairos_decision")
      expect(decided).toMatchObject({ kind: "skip", reason: "unavailable" })
      expect(decided.trace.occasion.detail).toBe("the customer was deleted")
      await customers.restoreCustomers([shopper.id])
      await leave(cart, 61)
      await aMinute()
      expect(await mailsTo(shopper.email)).toBe(1)
    })

    it("come to a customer who has not ordered for so long, and end with the next order", async () => {
      await reminder({}, { trigger: { code: "customer.inactive", args: { days: 60 } } })
      const shopper = await registerShopper(ctx, "sam@silent.example")
      await agree(shopper.email)
      const order = await placeOrder(ctx, { shopper })
      await ctx.settled()
      const daysAgo = async (days: number) => {
        await knex().raw(
          `update "order" set created_at = now() - make_interval(days => ?, mins => 5) where id = ?`,
          [days, order.id]
        )
        await recordOrders(runtime(), [order.id])
      }
      await daysAgo(59)
      expect(await aMinute()).toMatchObject({ "customer.inactive": 0 })
      await daysAgo(60)
      expect(await aMinute()).toMatchObject({ "customer.inactive": 1 })
      expect(await mailsTo(shopper.email)).toBe(1)

      // In this order: Medusa's own minute may come at any time, and would find somebody silent for 61 days.
      await placeOrder(ctx, { email: "Sam@Silent.example" })
      await ctx.settled()
      await daysAgo(61)
      await aMinute()
      expect(await knex()("kairos_decision").orderBy("decided_at").pluck("reason")).toEqual([null])
      // The job found it, and the order came before the decision.
      await ingestEvents(runtime(), [
        {
          id: "customer.inactive:again",
          name: "customer.inactive",
          entity_id: shopper.id,
          customer_id: shopper.id,
          source: "job",
          occurred_at: new Date(),
          properties: { days: 60, last_order_at: new Date(Date.now() - 3_600_000).toISOString() },
        },
      ])
      await ctx.settled()
      expect(await knex()("kairos_decision").orderBy("decided_at").pluck("reason")).toEqual([
        null,
        "already_bought",
      ])
    })

    it("cope with a promotion that is deleted while its code lies on the cart", async () => {
      await reminder()
      const { shopper, cart } = await shopperWithCart("pia@code.example")
      const promotions = ctx.container().resolve(Modules.PROMOTION)
      const ten = await promotions.createPromotions({
        code: "TEN",
        type: "standard",
        status: "active",
        application_method: { type: "percentage", target_type: "order", value: 10 },
      })
      ok(
        await ctx.storeAs(shopper).post(`/store/carts/${cart}/promotions`, { promo_codes: ["TEN"] })
      )
      await leave(cart, 90)
      await promotions.softDeletePromotions([ten.id])
      await aMinute()
      expect(await mailsTo(shopper.email)).toBe(1)
      expect(await knex()("kairos_inbox").where({ status: "dead" })).toEqual([])
    })

    it("welcome whoever an order lifts to tier A, once; an objector and a first tier get nothing", async () => {
      const { settings } = ok(await ctx.admin.get("/admin/kairos/settings"))
      const tiers = {
        ...settings.tiers,
        frequency: [2, 3, 4, 5],
        weights: { recency: 0, frequency: 1, monetary: 0 },
        thresholds: { a: 3, b: 2 },
      }
      ok(await ctx.admin.post("/admin/kairos/settings", { tiers }))
      const preset = await ctx.admin.post("/admin/kairos/presets/welcome_to_a/templates", {
        locale: "en",
      })
      const made = ok(await ctx.admin.post("/admin/kairos/automations", ok(preset).automation))
      ok(await ctx.admin.post(`/admin/kairos/automations/${made.automation.id}/activate`))
      const ana = await registerShopper(ctx, "ana@rises.example")
      const bea = await registerShopper(ctx, "bea@rises.example")
      for (const shopper of [ana, bea]) {
        await agree(shopper.email)
      }
      ok(
        await ctx.storeAs(bea).post("/store/kairos/preferences", {
          consents: [{ purpose: "profiling", channel: "on_site", granted: false }],
        })
      )
      const buyBoth = async () => {
        for (const shopper of [ana, bea]) {
          await placeOrder(ctx, { shopper })
        }
        await ctx.settled()
        return aMinute()
      }
      expect(await buyBoth()).toMatchObject({ "tier.up": 0 })
      // From C to B: a rise, but not the one that the preset asks for.
      expect(await buyBoth()).toMatchObject({ "tier.up": 1 })
      expect(await mailsTo(ana.email)).toBe(0)
      // As if the stay were over.
      await knex()("kairos_profile").update({ tier_is_first: true })
      expect(await buyBoth()).toMatchObject({ "tier.up": 1 })
      await aMinute()
      const [mail, ...more] = await ctx.mailbox().messages(ana.email)
      expect([mail?.subject, more]).toEqual(["You are one of our best customers now", []])
      expect(await mailsTo(bea.email)).toBe(0)
      expect(await knex()("kairos_tier_change").where({ customer_id: bea.id })).toEqual([])
      const { profile } = ok(await ctx.admin.get(`/admin/kairos/profiles/${ana.id}`))
      expect(profile.tier).toBe("A")
      expect(profile.tier_changes).toMatchObject([
        { kind: "up", from: "B", to: "A", reason: "purchase" },
        { kind: "up", from: "C", to: "B", reason: "purchase" },
        { kind: "first", from: null, to: "C", reason: "purchase" },
      ])
      const objector = ok(await ctx.admin.get(`/admin/kairos/profiles/${bea.id}`)).profile
      expect([objector.tier, objector.tier_changes]).toEqual([null, []])
      const { matrix } = ok(await ctx.admin.get("/admin/kairos/tiers/matrix?months=3"))
      expect(matrix.months.map(({ flows }: { flows: object }) => flows)).toEqual([
        [{ from: null, to: "A", customers: 1 }],
      ])
      const [sent] = await knex()("kairos_decision").where({ customer_id: ana.id, kind: "send" })
      const query = `automation_id=${sent.automation_id}`
      const ofOne = ok(await ctx.admin.get(`/admin/kairos/tiers/matrix?${query}`)).matrix
      expect([ofOne.automation_id, ofOne.months.at(-1).flows]).toEqual([
        sent.automation_id,
        [{ from: null, to: "A", customers: 1 }],
      ])
      const nobody = await ctx.admin.get("/admin/kairos/tiers/matrix?automation_id=kauto_none")
      expect(nobody.status).toBe(404)
      for (const months of ["0", "25", "1.5", "some"]) {
        expect(await ctx.admin.get(`/admin/kairos/tiers/matrix?months=${months}`)).toMatchObject({
          status: 400,
          body: { message: expect.stringContaining("months: expected a whole number of months") },
        })
      }
      await scoreAllProfiles(runtime())
      expect((await scoreAllProfiles(runtime())).written).toBe(0)
    })

    it("and events of an order that does not exist yet wait for it; of two with other totals the first counts", async () => {
      const early = { name: "order.placed", source: "bus", occurred_at: new Date() } as const
      await ingestEvents(runtime(), [
        { ...early, id: "order.placed:order_later", entity_id: "order_later" },
      ])
      await ctx.settled()
      expect(await runtime().automation.inbox.read("order.placed:order_later")).toMatchObject({
        status: "pending",
        error_class: "MissingSubject",
      })
      const order = await placeOrder(ctx, { email: "rob@twice.example" })
      await ctx.settled()
      const id = `order.placed:${order.id}`
      const before = await runtime().automation.inbox.read(id)
      await ingestEvents(runtime(), [
        { ...early, id, entity_id: order.id, properties: { total: 999_999 } },
      ])
      await ctx.settled()
      expect(await runtime().automation.inbox.read(id)).toEqual(before)
      expect(before?.snapshot?.order?.total).toBe("25")
    })
  })
}
