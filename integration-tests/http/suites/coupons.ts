import type { Coupon, CouponTerms } from "../../../src/core/coupon/coupon"
import { runtimeOf } from "../../../src/workflows/support/runtime"
import { readCartBasket } from "../../../src/read-models/coupon-basket"
import { presentCoupons } from "../../../src/workflows/coupons/present-coupons"
import { findOrCreatePromotion } from "../../../src/workflows/coupons/promotions"
import { endDueCoupons } from "../../../src/workflows/coupons/end-coupons"
import { settleCouponsOfOrder } from "../../../src/workflows/coupons/settle-order"
import type { HttpClient } from "../../support/http-client"
import { ok, readyCart, registerShopper, type Shopper } from "../../support/shopper"
import type { SuiteContext } from "../../support/suite-context"

const OWNER = "ada@shop.example"
const NOBODYS = "0000-1111-2222-3333"

const TERMS: CouponTerms = {
  kind: "percent",
  value: "10",
  currency_code: null,
  minimum: null,
  gift_variant_id: null,
  valid_days: 7,
  next_order_only: false,
}

/** Coupons on carts and draft orders: for their owner once, for nobody else, however many ask at once. */
export function coupons(ctx: SuiteContext): void {
  let issued = 0

  const issue = (
    owner: { readonly id: string; readonly email: string },
    terms: Partial<CouponTerms> = {}
  ): Promise<Coupon> =>
    runtimeOf(ctx.container()).automation.coupons.issue(ctx.knex(), {
      terms: { ...TERMS, ...terms },
      key: `test ${++issued}`,
      automation_id: "kaut_1",
      decision_id: "kdec_1",
      delivery_id: `kdel_${issued}`,
      customer_id: owner.id,
      email: owner.email,
    })

  const guest = async (email: string) => {
    const { cart } = ok(
      await ctx.store.post("/store/carts", { region_id: ctx.shop().region_id, email })
    )
    return { id: cart.customer_id as string, email }
  }

  const newCart = async (client: HttpClient, more: object = {}): Promise<any> => {
    const items = [{ variant_id: ctx.shop().mug.variant_id, quantity: 1 }]
    const body = { region_id: ctx.shop().region_id, items, ...more }
    return ok(await client.post("/store/carts", body)).cart
  }

  const present = (client: HttpClient, cart_id: string, code: string) =>
    client.post(`/store/carts/${cart_id}/promotions`, { promo_codes: [code] })

  const rowOf = async (coupon: Coupon) =>
    (await ctx.knex()("kairos_coupon").where({ id: coupon.id }).first()) as Record<string, any>

  const promotions = () => ctx.knex()("promotion").whereNull("deleted_at").select("*")

  const unknown = (code: string) => ({
    status: 400,
    body: { type: "invalid_data", message: `The promotion code ${code} is invalid` },
  })

  describe("coupons", () => {
    let ada: Shopper
    let bob: Shopper

    beforeEach(async () => {
      ada = await registerShopper(ctx, OWNER)
      bob = await registerShopper(ctx, "bob@shop.example")
    })

    describe("for their owner", () => {
      it("costs no promotion until it is presented, and then takes ten percent off", async () => {
        const coupon = await issue(ada)
        expect(await promotions()).toEqual([])
        const cart = await newCart(ctx.storeAs(ada))
        const answer = ok(await present(ctx.storeAs(ada), cart.id, coupon.code))
        expect(answer.cart).toMatchObject({ discount_total: 2, total: 18 })
        expect(answer.cart.promotions).toEqual([expect.objectContaining({ code: coupon.code })])
        const [promotion] = await promotions()
        expect(promotion).toMatchObject({
          code: coupon.code,
          limit: 1,
          used: 0,
          status: "active",
          is_automatic: false,
        })
        expect(await rowOf(coupon)).toMatchObject({
          status: "presented",
          promotion_id: promotion.id,
        })
      })

      it("is read however it is typed", async () => {
        const coupon = await issue(ada)
        const cart = await newCart(ctx.storeAs(ada))
        const typed = ` ${coupon.code.replaceAll("-", " ").toLowerCase().replaceAll("0", "o")}`
        const answer = ok(await present(ctx.storeAs(ada), cart.id, typed))
        expect(answer.cart.discount_total).toBe(2)
      })

      it("works on the route that creates a cart and on the one that updates it", async () => {
        const [first, second] = [await issue(ada), await issue(ada)]
        const cart = await newCart(ctx.storeAs(ada), { promo_codes: [first.code] })
        expect(cart.discount_total).toBe(2)
        const answer = ok(
          await ctx
            .storeAs(ada)
            .post(`/store/carts/${cart.id}`, { promo_codes: [second.code.toLowerCase()] })
        )
        expect(answer.cart.promotions.map((one: any) => one.code)).toEqual([second.code])
        expect(answer.cart.discount_total).toBe(2)
      })

      it("takes a fixed amount off, in its currency alone", async () => {
        const coupon = await issue(ada, { kind: "fixed", value: "5.5", currency_code: "eur" })
        const dollars = await issue(ada, { kind: "fixed", value: "5", currency_code: "usd" })
        const cart = await newCart(ctx.storeAs(ada))
        expect(ok(await present(ctx.storeAs(ada), cart.id, coupon.code)).cart.discount_total).toBe(
          5.5
        )
        expect(await present(ctx.storeAs(ada), cart.id, dollars.code)).toMatchObject(
          unknown(dollars.code)
        )
      })

      it("ships for free, also when the shipping is chosen later", async () => {
        const coupon = await issue(ada, { kind: "free_shipping", value: null })
        const client = ctx.storeAs(ada)
        const cart = await newCart(client)
        ok(await present(client, cart.id, coupon.code))
        ok(
          await client.post(`/store/carts/${cart.id}/line-items`, {
            variant_id: ctx.shop().lamp.variant_id,
            quantity: 1,
          })
        )
        const answer = ok(
          await client.post(`/store/carts/${cart.id}/shipping-methods`, {
            option_id: ctx.shop().shipping_option_id,
          })
        )
        expect(answer.cart).toMatchObject({ shipping_total: 0, total: 80 })
      })

      it("stays off once its owner took it off", async () => {
        const coupon = await issue(ada)
        const client = ctx.storeAs(ada)
        const cart = await newCart(client)
        ok(await present(client, cart.id, coupon.code))
        const answer = await client.raw(
          "DELETE",
          `/store/carts/${cart.id}/promotions`,
          JSON.stringify({ promo_codes: [coupon.code.toLowerCase()] }),
          "application/json"
        )
        expect(ok(answer).cart.discount_total).toBe(0)
        const later = ok(
          await client.post(`/store/carts/${cart.id}/line-items`, {
            variant_id: ctx.shop().lamp.variant_id,
            quantity: 1,
          })
        )
        expect(later.cart.discount_total).toBe(0)
      })

      it("puts the gift into the cart at no price, and takes it out again with the coupon", async () => {
        const coupon = await issue(ada, {
          kind: "gift",
          value: null,
          gift_variant_id: ctx.shop().lamp.variant_id,
        })
        const client = ctx.storeAs(ada)
        const cart = await newCart(client)
        const answer = ok(await present(client, cart.id, coupon.code))
        expect(answer.cart).toMatchObject({ discount_total: 60, total: 20 })
        expect(answer.cart.items).toHaveLength(2)
        const without = ok(
          await client.post(`/store/carts/${cart.id}/promotions`, { promo_codes: [] })
        )
        expect(without.cart).toMatchObject({ discount_total: 0, total: 20 })
        expect(without.cart.items).toHaveLength(1)
      })

      it("brings the gift with a new cart, and takes one piece off that is there already", async () => {
        const terms = {
          kind: "gift",
          value: null,
          gift_variant_id: ctx.shop().lamp.variant_id,
        } as const
        const client = ctx.storeAs(ada)
        const cart = await newCart(client, { promo_codes: [(await issue(ada, terms)).code] })
        expect(cart).toMatchObject({ total: 20, discount_total: 60 })
        const lamps = [{ variant_id: ctx.shop().lamp.variant_id, quantity: 2 }]
        const second = await newCart(client, {
          items: lamps,
          promo_codes: [(await issue(ada, terms)).code],
        })
        expect(second).toMatchObject({ total: 60, discount_total: 60 })
        expect(second.items).toHaveLength(1)
      })

      it("is used once: the second order gets Medusa's answer for an unknown code", async () => {
        const coupon = await issue(ada)
        const client = ctx.storeAs(ada)
        const cart_id = await readyCart(ctx, { shopper: ada, promo_codes: [coupon.code] })
        const { order } = ok(await client.post(`/store/carts/${cart_id}/complete`))
        expect(order).toMatchObject({ discount_total: 2, total: 23 })
        const again = await newCart(client)
        expect(await present(client, again.id, coupon.code)).toMatchObject(unknown(coupon.code))
        const check = ok(
          await client.post("/store/kairos/coupons/check", { code: coupon.code, cart_id: again.id })
        )
        expect(check).toMatchObject({ valid: false, reason: "redeemed" })
        expect(ok(await client.post(`/store/carts/${cart_id}/complete`)).order.id).toBe(order.id)
      })

      it("asks for its minimum, says how much is missing, and holds it at completion", async () => {
        const coupon = await issue(ada, { minimum: "30", currency_code: "eur" })
        const client = ctx.storeAs(ada)
        const cart_id = await readyCart(ctx, { shopper: ada })
        expect(await present(client, cart_id, coupon.code)).toMatchObject(unknown(coupon.code))
        const check = await client.post("/store/kairos/coupons/check", {
          code: coupon.code,
          cart_id,
        })
        expect(ok(check)).toEqual({
          valid: false,
          reason: "minimum_not_reached",
          message: "Add €10.00 more to your cart: this coupon asks for at least €30.00.",
        })
        const { cart } = ok(
          await client.post(`/store/carts/${cart_id}/line-items`, {
            variant_id: ctx.shop().mug.variant_id,
            quantity: 1,
          })
        )
        expect(ok(await present(client, cart_id, coupon.code)).cart.discount_total).toBe(4)
        const line = cart.items[0].id
        const less = await client.post(`/store/carts/${cart_id}/line-items/${line}`, {
          quantity: 1,
        })
        expect(ok(less).cart.discount_total).toBe(0)
        const more = await client.post(`/store/carts/${cart_id}/line-items/${line}`, {
          quantity: 2,
        })
        expect(ok(more).cart.discount_total).toBe(4)
        // The discount is still there when something else than a change of the cart makes the minimum too high.
        await ctx.knex()("kairos_coupon").where({ id: coupon.id }).update({ minimum: "50" })
        await pay(client, cart_id)
        const refused = await client.post(`/store/carts/${cart_id}/complete`)
        expect(refused.status).toBe(400)
        expect(refused.body).toMatchObject({
          type: "not_allowed",
          message: expect.stringMatching(/was removed.*Add €10.00 more.*at least €50.00/),
        })
        await pay(client, cart_id)
        const { order } = ok(await client.post(`/store/carts/${cart_id}/complete`))
        expect(order).toMatchObject({ discount_total: 0, total: 45 })
      })

      it("belongs to the person: as a guest with the same e-mail, in any case, before and after the account", async () => {
        const visitor = await guest("Eve@Shop.example")
        const coupon = await issue({ id: visitor.id, email: "eve@shop.example" })
        const eve = await registerShopper(ctx, "eve@shop.example")
        const cart = await newCart(ctx.storeAs(eve))
        expect(ok(await present(ctx.storeAs(eve), cart.id, coupon.code)).cart.discount_total).toBe(
          2
        )
        const again = await newCart(ctx.store, { email: "EVE@shop.example" })
        expect(ok(await present(ctx.store, again.id, coupon.code)).cart.discount_total).toBe(2)
      })

      it("takes a guest's e-mail and code in one request", async () => {
        const coupon = await issue({ id: "cus_elsewhere", email: "guest@shop.example" })
        const cart = await newCart(ctx.store)
        const answer = ok(
          await ctx.store.post(`/store/carts/${cart.id}`, {
            email: "guest@shop.example",
            promo_codes: [coupon.code],
          })
        )
        expect(answer.cart.discount_total).toBe(2)
        const second = await issue({ id: "cus_elsewhere", email: "other@shop.example" })
        const created = await newCart(ctx.store, {
          email: "other@shop.example",
          promo_codes: [second.code],
        })
        expect(created.discount_total).toBe(2)
      })

      it("finds a logged-in owner on a cart that was made before", async () => {
        const coupon = await issue(ada)
        const cart = await newCart(ctx.store)
        const answer = ok(await present(ctx.storeAs(ada), cart.id, coupon.code))
        expect(answer.cart).toMatchObject({ discount_total: 2 })
      })

      it("is listed for its owner alone, and never cached", async () => {
        const coupon = await issue(ada)
        await issue(bob)
        const answer = await ctx.storeAs(ada).get("/store/kairos/coupons")
        expect(ok(answer).coupons).toEqual([
          {
            code: coupon.code,
            kind: "percent",
            value: "10",
            currency_code: null,
            minimum: null,
            expires_at: coupon.expires_at,
            status: "open",
            ended_by: null,
            personalized_price: false,
            disclosure: null,
          },
        ])
        expect(answer.headers.get("cache-control")).toBe("private, no-store")
        expect((await ctx.store.get("/store/kairos/coupons")).status).toBe(401)
      })
    })

    const pay = async (client: HttpClient, cart_id: string) => {
      const { payment_collection } = ok(
        await client.post("/store/payment-collections", { cart_id })
      )
      ok(
        await client.post(`/store/payment-collections/${payment_collection.id}/payment-sessions`, {
          provider_id: "pp_system_default",
        })
      )
    }

    describe("for a stranger", () => {
      /** The three routes that take a code, as a stranger and as a guest see them. */
      const answers = async (client: HttpClient, email: string | undefined, code: string) => {
        const cart = await newCart(client, { email })
        const body = { promo_codes: [code] }
        return [
          await client.post("/store/carts", { region_id: ctx.shop().region_id, email, ...body }),
          await client.post(`/store/carts/${cart.id}`, body),
          await client.post(`/store/carts/${cart.id}/promotions`, body),
        ]
      }

      it("answers as for an unknown code on every route, before and after it exists in Medusa", async () => {
        const coupon = await issue(ada)
        const before = await answers(ctx.storeAs(bob), undefined, coupon.code)
        expect(await promotions()).toEqual([])
        const cart = await newCart(ctx.storeAs(ada))
        ok(await present(ctx.storeAs(ada), cart.id, coupon.code))
        const after = await answers(ctx.storeAs(bob), undefined, coupon.code)
        const asGuest = await answers(ctx.store, "guest@shop.example", coupon.code)
        const nobody = await answers(ctx.store, undefined, coupon.code)
        const lower = await answers(ctx.storeAs(bob), undefined, coupon.code.toLowerCase())
        const nothing = await answers(ctx.storeAs(bob), undefined, NOBODYS)
        nothing.forEach((answer, route) => {
          expect(answer).toMatchObject(unknown(NOBODYS))
          const alike = (typed: string) => ({
            ...answer,
            body: JSON.parse(JSON.stringify(answer.body).replaceAll(NOBODYS, typed)),
            headers: undefined,
          })
          for (const other of [before, after, asGuest, nobody]) {
            expect({ ...other[route], headers: undefined }).toEqual(alike(coupon.code))
          }
          expect({ ...lower[route], headers: undefined }).toEqual(alike(coupon.code.toLowerCase()))
        })
        expect(await rowOf(coupon)).toMatchObject({ stranger_attempts: 15 })
        expect(await ctx.knex()("cart_line_item_adjustment").count()).toEqual([{ count: "1" }])
      })

      it("tells a stranger nothing in the check either", async () => {
        const coupon = await issue(ada, { minimum: "1000", currency_code: "eur" })
        const cart = await newCart(ctx.storeAs(bob))
        const check = (code: string) =>
          ctx.storeAs(bob).post("/store/kairos/coupons/check", { code, cart_id: cart.id })
        const theirs = await check(coupon.code)
        expect(ok(theirs)).toEqual({
          valid: false,
          reason: "unknown",
          message: "This code is not valid.",
        })
        expect(theirs.body).toEqual((await check(NOBODYS)).body)
        expect((await check("")).status).toBe(400)
        expect((await check("x".repeat(65))).status).toBe(400)
      })

      it("leaves the shop's own promotions alone", async () => {
        const { promotion } = ok(
          await ctx.admin.post("/admin/promotions", {
            code: "ABCD-EFGH-JKMN-PQRS",
            type: "standard",
            status: "active",
            application_method: { type: "percentage", target_type: "order", value: 50 },
          })
        )
        const cart = await newCart(ctx.storeAs(bob))
        const answer = ok(await present(ctx.storeAs(bob), cart.id, promotion.code))
        expect(answer.cart.discount_total).toBe(10)
      })

      it("stops looking after twenty wrong codes, also at a right one, and says when to come back", async () => {
        const coupon = await issue(ada)
        const client = ctx.storeAs(ada)
        const cart = await newCart(client)
        const statuses: number[] = []
        for (let i = 0; i < 20; i++) {
          statuses.push(
            (await present(client, cart.id, i % 2 === 0 ? NOBODYS : `WRONG${i}`)).status
          )
        }
        expect(statuses).toEqual([...Array(19).fill(400), 429])
        const stopped = await present(client, cart.id, coupon.code)
        expect(stopped.status).toBe(429)
        expect(Number(stopped.headers.get("retry-after"))).toBeGreaterThan(500)
        const check = await client.post("/store/kairos/coupons/check", {
          code: coupon.code,
          cart_id: cart.id,
        })
        expect(check.status).toBe(429)
        const other = await newCart(client)
        expect((await present(client, other.id, coupon.code)).status).toBe(200)
      })

      it("lets no way of writing the address past, for owner and stranger alike", async () => {
        const coupon = await issue(ada)
        const mine = await newCart(ctx.storeAs(ada))
        const theirs = await newCart(ctx.storeAs(bob))
        const reached: number[] = []
        for (const address of [
          (id: string) => `/store/carts/${id}/promotions/`,
          (id: string) => `/store/carts/${id}/Promotions`,
          (id: string) => `/store/carts/${id}/promotion%73`,
          (id: string) => `/store//carts/${id}/promotions`,
          (id: string) => `//store/carts/${id}/promotions`,
          (id: string) => `/store/carts/${id.replace("_", "%5F")}/promotions`,
          (id: string) => `/STORE/CARTS/${id}/`,
        ]) {
          const post = (client: HttpClient, id: string) =>
            client.post(`${ctx.address()}${address(id)}`, { promo_codes: [coupon.code] })
          const own = await post(ctx.storeAs(ada), mine.id)
          reached.push(own.status)
          if (own.status === 200) {
            expect(own.body.cart.discount_total).toBe(2)
            expect(await post(ctx.storeAs(bob), theirs.id)).toMatchObject(unknown(coupon.code))
          } else {
            expect(own.status).toBe(404)
            expect((await post(ctx.storeAs(bob), theirs.id)).status).toBe(404)
          }
        }
        expect(reached.filter((status) => status === 200).length).toBeGreaterThanOrEqual(4)
      })

      it("drops the discount when the cart changes hands", async () => {
        const visitor = await guest("eve@shop.example")
        const coupon = await issue(visitor)
        const cart_id = await readyCart(ctx, { email: visitor.email, promo_codes: [coupon.code] })
        ok(await ctx.store.post(`/store/carts/${cart_id}`, { email: "mallory@shop.example" }))
        // Medusa drops it on that change; were it still there, the completion would not let it through.
        expect(ok(await ctx.store.get(`/store/carts/${cart_id}`)).cart.discount_total).toBe(0)
        await ctx.knex()("cart_line_item_adjustment").update({ deleted_at: null })
        await pay(ctx.store, cart_id)
        const refused = await ctx.store.post(`/store/carts/${cart_id}/complete`)
        expect(refused.status).toBe(400)
        expect(refused.body.message).toMatch(/was removed.*This code is not valid/)
        await pay(ctx.store, cart_id)
        const { order } = ok(await ctx.store.post(`/store/carts/${cart_id}/complete`))
        expect(order.discount_total).toBe(0)
      })
    })

    describe("many at once", () => {
      it("makes one promotion of a hundred presentations", async () => {
        const coupon = await issue(ada)
        const client = ctx.storeAs(ada)
        const carts = await Promise.all(Array.from({ length: 10 }, () => newCart(client)))
        const runtime = runtimeOf(ctx.container())
        // Ninety beside Medusa's lock on a cart, which would let each cart wait for itself, and ten through it.
        const beside = Array.from({ length: 90 }, async (_, i) => {
          const basket = await readCartBasket(ctx.knex(), carts[i % 10].id)
          return presentCoupons(runtime, basket!, [coupon.code])
        })
        const answers = await Promise.all(
          carts.map((cart) => present(client, cart.id, coupon.code))
        )
        expect((await Promise.all(beside)).flat().map((one) => one.outcome)).toEqual(
          Array(90).fill("accepted")
        )
        expect(await promotions()).toHaveLength(1)
        expect(answers.map((answer) => answer.body.cart?.discount_total)).toEqual(Array(10).fill(2))
        expect(await rowOf(coupon)).toMatchObject({ status: "presented" })
      })

      it("finds the promotion by its code when the process died before it was linked", async () => {
        const coupon = await issue(ada)
        const client = ctx.storeAs(ada)
        await findOrCreatePromotion(runtimeOf(ctx.container()), coupon, {
          customer_ids: [ada.id],
          is_tax_inclusive: false,
          kind: "cart",
        })
        expect(await rowOf(coupon)).toMatchObject({ status: "open", promotion_id: null })
        const cart = await newCart(client, { promo_codes: [coupon.code] })
        expect(cart.discount_total).toBe(2)
        const [promotion] = await promotions()
        expect(await rowOf(coupon)).toMatchObject({ promotion_id: promotion.id })
        expect(await promotions()).toHaveLength(1)
      })

      it("is over when an admin withdraws its promotion", async () => {
        const coupon = await issue(ada)
        const client = ctx.storeAs(ada)
        const cart_id = await readyCart(ctx, { shopper: ada, promo_codes: [coupon.code] })
        const [promotion] = await promotions()
        ok(await ctx.admin.delete(`/admin/promotions/${promotion.id}`))
        const refused = await client.post(`/store/carts/${cart_id}/complete`)
        expect(refused.body.message).toMatch(/no longer valid/)
        expect(await present(client, cart_id, coupon.code)).toMatchObject(unknown(coupon.code))
        expect(await promotions()).toEqual([])
      })

      it("gives one order the discount when twenty carts complete together, and the others a clear error", async () => {
        const coupon = await issue(ada)
        const client = ctx.storeAs(ada)
        const ready = () => readyCart(ctx, { shopper: ada, promo_codes: [coupon.code] })
        // The first payment session makes the customer's account with the provider; two at once would both try.
        const first = await ready()
        const carts = [first, ...(await Promise.all(Array.from({ length: 19 }, ready)))]
        const answers = await Promise.all(
          carts.map((id) => client.post(`/store/carts/${id}/complete`))
        )
        const orders = answers.filter((answer) => answer.status === 200)
        expect(orders).toHaveLength(1)
        expect(orders[0]!.body.order).toMatchObject({ discount_total: 2 })
        for (const answer of answers.filter((one) => one.status !== 200)) {
          expect(answer.status).toBe(400)
          expect(answer.body.message).toMatch(/being used in another order|already been used/)
        }
        const [promotion] = await promotions()
        expect(promotion).toMatchObject({ used: 1, limit: 1 })
        const loser = carts[answers.findIndex((answer) => answer.status !== 200)]!
        const refused = await client.post(`/store/carts/${loser}/complete`)
        if (refused.status !== 200) {
          expect(refused.body.message).toMatch(/already been used/)
        }
        await pay(client, loser)
        expect(ok(await client.post(`/store/carts/${loser}/complete`)).order.discount_total).toBe(0)
      }, 300_000)
    })

    describe("when its time is over", () => {
      const expire = (coupon: Coupon) =>
        ctx
          .knex()("kairos_coupon")
          .where({ id: coupon.id })
          .update({ expires_at: new Date(1e12) })

      it("is taken off an open cart at completion, with the reason in the shopper's language", async () => {
        const coupon = await issue(ada)
        const client = ctx.storeAs(ada)
        const cart_id = await readyCart(ctx, { shopper: ada, promo_codes: [coupon.code] })
        ok(await client.post(`/store/carts/${cart_id}`, { locale: "es-ES" }))
        await expire(coupon)
        const refused = await client.post(`/store/carts/${cart_id}/complete`)
        expect(refused.status).toBe(400)
        expect(refused.body.message).toBe(
          "Se ha quitado un cupón de tu carrito y el total ha cambiado; no se ha cobrado nada. Este cupón caducó el 9 de septiembre de 2001."
        )
        const { cart } = ok(await client.get(`/store/carts/${cart_id}`))
        expect(cart).toMatchObject({ discount_total: 0, total: 25 })
        await pay(client, cart_id)
        expect(ok(await client.post(`/store/carts/${cart_id}/complete`)).order.total).toBe(25)
      })

      it("ends with its promotion, and open carts lose it the next time they change", async () => {
        const coupon = await issue(ada)
        const client = ctx.storeAs(ada)
        const cart = await newCart(client, { promo_codes: [coupon.code] })
        await expire(coupon)
        expect(await endDueCoupons(runtimeOf(ctx.container()))).toEqual({ expired: 1, retired: 1 })
        expect(await rowOf(coupon)).toMatchObject({ status: "expired", promotion_id: null })
        expect(await promotions()).toEqual([])
        const answer = ok(
          await client.post(`/store/carts/${cart.id}/line-items`, {
            variant_id: ctx.shop().mug.variant_id,
            quantity: 1,
          })
        )
        expect(answer.cart).toMatchObject({ discount_total: 0, total: 40 })
        expect(await present(client, cart.id, coupon.code)).toMatchObject(unknown(coupon.code))
        const check = await client.post("/store/kairos/coupons/check", {
          code: coupon.code,
          cart_id: cart.id,
        })
        expect(ok(check)).toMatchObject({ valid: false, reason: "expired" })
      })

      it("takes the gift away with the coupon", async () => {
        const terms = {
          kind: "gift",
          value: null,
          gift_variant_id: ctx.shop().lamp.variant_id,
        } as const
        const coupon = await issue(ada, terms)
        const client = ctx.storeAs(ada)
        const cart_id = await readyCart(ctx, { shopper: ada, promo_codes: [coupon.code] })
        await expire(coupon)
        expect((await client.post(`/store/carts/${cart_id}/complete`)).status).toBe(400)
        const { cart } = ok(await client.get(`/store/carts/${cart_id}`))
        expect(cart).toMatchObject({ total: 25 })
        expect(cart.items).toHaveLength(1)
      })
    })

    describe("with orders", () => {
      const settle = (order: { id: string; created_at: string }, promo_codes: readonly string[]) =>
        settleCouponsOfOrder(runtimeOf(ctx.container()), {
          id: order.id,
          email: OWNER,
          customer_id: ada.id,
          promo_codes,
          created_at: order.created_at,
        })

      it("is redeemed by the order that used it, and the next one ends what was only for it", async () => {
        const used = await issue(ada)
        const onlyNext = await issue(ada, { next_order_only: true })
        const any = await issue(ada)
        const client = ctx.storeAs(ada)
        const cart_id = await readyCart(ctx, {
          shopper: ada,
          promo_codes: [used.code, onlyNext.code],
        })
        const { cart } = ok(await client.get(`/store/carts/${cart_id}`))
        expect(cart.promotions).toHaveLength(2)
        await client.raw(
          "DELETE",
          `/store/carts/${cart_id}/promotions`,
          JSON.stringify({ promo_codes: [onlyNext.code] }),
          "application/json"
        )
        await pay(client, cart_id)
        const { order } = ok(await client.post(`/store/carts/${cart_id}/complete`))
        await settle(order, [used.code])
        await settle(order, [used.code])
        expect(await rowOf(used)).toMatchObject({ status: "redeemed", redeemed_order_id: order.id })
        expect(await rowOf(onlyNext)).toMatchObject({
          status: "expired",
          status_reason: "next_order_passed",
          promotion_id: null,
        })
        expect(await rowOf(any)).toMatchObject({ status: "open" })
        expect((await promotions()).map((one: any) => one.code)).toEqual([used.code])
      })

      it("is not ended by an order that is older", async () => {
        const coupon = await issue(ada, { next_order_only: true })
        await settle({ id: "order_before", created_at: "2020-01-01T00:00:00Z" }, [])
        expect(await rowOf(coupon)).toMatchObject({ status: "open" })
      })
    })

    describe("on draft orders", () => {
      const draft = async (email: string, more: object = {}) =>
        ctx.admin.post("/admin/draft-orders", {
          email,
          region_id: ctx.shop().region_id,
          sales_channel_id: ctx.shop().sales_channel_id,
          items: [{ variant_id: ctx.shop().mug.variant_id, quantity: 1 }],
          ...more,
        })
      const add = async (id: string, code: string) =>
        ctx.admin.post(`/admin/draft-orders/${id}/edit/promotions`, { promo_codes: [code] })
      const totals = async (id: string) =>
        ok(await ctx.admin.get(`/admin/draft-orders/${id}`, { fields: "+discount_total,+total" }))
          .draft_order

      it("works for the owner's draft and for no other", async () => {
        const coupon = await issue(ada)
        const strange = ok(await draft("bob@shop.example", { customer_id: bob.id })).draft_order
        ok(await ctx.admin.post(`/admin/draft-orders/${strange.id}/edit`))
        const refused = await add(strange.id, coupon.code)
        const nothing = await add(strange.id, NOBODYS)
        expect(refused.status).toBe(400)
        expect(refused.body).toEqual(
          JSON.parse(JSON.stringify(nothing.body).replaceAll(NOBODYS, coupon.code))
        )
        const own = ok(await draft(OWNER, { customer_id: ada.id })).draft_order
        ok(await ctx.admin.post(`/admin/draft-orders/${own.id}/edit`))
        ok(await add(own.id, coupon.code.toLowerCase()))
        ok(await ctx.admin.post(`/admin/draft-orders/${own.id}/edit/confirm`))
        expect(await totals(own.id)).toMatchObject({ discount_total: 2 })
        // Still not the stranger's, now that Medusa knows it.
        expect((await add(strange.id, coupon.code)).status).toBe(400)
      })

      it("takes codes when a draft is made, and counts the use when it becomes an order", async () => {
        const coupon = await issue(ada)
        expect(await draft("bob@shop.example", { promo_codes: [coupon.code] })).toMatchObject(
          unknown(coupon.code)
        )
        const drafts = [
          ok(await draft(OWNER, { customer_id: ada.id, promo_codes: [coupon.code] })).draft_order,
          ok(await draft(OWNER, { customer_id: ada.id, promo_codes: [coupon.code] })).draft_order,
        ]
        expect(await totals(drafts[0].id)).toMatchObject({ discount_total: 2 })
        ok(await ctx.admin.post(`/admin/draft-orders/${drafts[0].id}/convert-to-order`))
        const second = await ctx.admin.post(`/admin/draft-orders/${drafts[1].id}/convert-to-order`)
        expect(second.status).toBe(400)
        expect(second.body.message).toMatch(/already been used/)
        expect(await promotions()).toMatchObject([{ used: 1 }])
      })
    })
  })
}
