import type { Answer, HttpClient } from "./http-client"
import type { BaseShop } from "./base-shop"

/** The part of a test's context that shopping needs; SuiteContext has it, and so has a shop in another process. */
export type Shopping = {
  readonly shop: () => BaseShop
  readonly store: HttpClient
  readonly storeAs: (customer: { readonly token: string }) => HttpClient
}

export type Shopper = {
  readonly id: string
  readonly email: string
  readonly password: string
  readonly token: string
}

const ADDRESS = {
  first_name: "Ada",
  last_name: "Byron",
  address_1: "1 Main Street",
  city: "Madrid",
  postal_code: "28001",
  country_code: "es",
}

/** Registers a customer with an account as a storefront does, and logs in. */
export async function registerShopper(
  ctx: Omit<Shopping, "shop">,
  email: string,
  more: { readonly first_name?: string; readonly last_name?: string } = {}
): Promise<Shopper> {
  const password = "only-for-the-tests"
  const registration = ok(
    await ctx.store.post("/auth/customer/emailpass/register", { email, password })
  )
  const { customer } = ok(
    await ctx
      .storeAs(registration)
      .post("/store/customers", { email, first_name: "Ada", last_name: "Byron", ...more })
  )
  const { token } = ok(await ctx.store.post("/auth/customer/emailpass", { email, password }))
  return { id: customer.id, email, password, token }
}

export type Purchase = {
  readonly shopper?: Shopper
  /** The e-mail of a guest, when there is no shopper. */
  readonly email?: string
  readonly items?: readonly {
    readonly variant_id: string
    readonly quantity: number
    readonly metadata?: Readonly<Record<string, unknown>>
  }[]
  readonly promo_codes?: readonly string[]
}

/** A cart with an address, shipping and payment, one call before it is completed. */
export async function readyCart(ctx: Shopping, purchase: Purchase): Promise<string> {
  const client = purchase.shopper === undefined ? ctx.store : ctx.storeAs(purchase.shopper)
  const { cart } = ok(
    await client.post("/store/carts", {
      region_id: ctx.shop().region_id,
      email: purchase.shopper?.email ?? purchase.email,
      items: purchase.items ?? [{ variant_id: ctx.shop().mug.variant_id, quantity: 1 }],
      shipping_address: ADDRESS,
      billing_address: ADDRESS,
      ...(purchase.promo_codes === undefined ? {} : { promo_codes: purchase.promo_codes }),
    })
  )
  ok(
    await client.post(`/store/carts/${cart.id}/shipping-methods`, {
      option_id: ctx.shop().shipping_option_id,
    })
  )
  const { payment_collection } = ok(
    await client.post("/store/payment-collections", { cart_id: cart.id })
  )
  ok(
    await client.post(`/store/payment-collections/${payment_collection.id}/payment-sessions`, {
      provider_id: "pp_system_default",
    })
  )
  return cart.id as string
}

/** Buys as a storefront does: cart, address, shipping, payment, complete. Answers Medusa's order. */
export async function placeOrder(
  ctx: Shopping,
  purchase: Purchase
): Promise<{ id: string; [key: string]: unknown }> {
  const client = purchase.shopper === undefined ? ctx.store : ctx.storeAs(purchase.shopper)
  const cart_id = await readyCart(ctx, purchase)
  const { order } = ok(await client.post(`/store/carts/${cart_id}/complete`))
  return order
}

/** The body of an answer that must have worked; otherwise an error with what the server said. */
export function ok(answer: Answer): any {
  if (answer.status < 200 || answer.status > 299) {
    throw new Error(`the server answered ${answer.status}: ${JSON.stringify(answer.body)}`)
  }
  return answer.body
}
