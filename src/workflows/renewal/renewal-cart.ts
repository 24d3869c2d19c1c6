import { BigNumber } from "bignumber.js"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { addShippingMethodToCartWorkflow, createCartWorkflow } from "@medusajs/medusa/core-flows"
import type { RenewalReason } from "../../core/renewal/subscription"
import { coming, type SubscriptionRow } from "../../modules/kairos-renewal/rows"
import type { Runtime } from "../support/runtime"

export type RenewalCart =
  | { readonly kind: "cart"; readonly id: string; readonly total: string }
  | { readonly kind: "impossible"; readonly reason: RenewalReason }

type FirstOrder = {
  readonly region_id: string | null
  readonly sales_channel_id: string | null
  readonly email: string | null
  readonly locale?: string | null
  readonly shipping_address: Readonly<Record<string, unknown>> | null
  readonly billing_address: Readonly<Record<string, unknown>> | null
  readonly shipping_methods: readonly { readonly shipping_option_id: string | null }[] | null
}

/**
 * Builds the cart of one renewal as a shopper would who orders the same again, or what it is switched to: shipping and channel of the
 * first order, its address or the one that was given since, today's price or the plan's, today's taxes. Moves no money.
 */
export async function buildRenewalCart(
  runtime: Runtime,
  row: SubscriptionRow,
  period_index: number
): Promise<RenewalCart> {
  const subscription = coming(row)
  const order = await firstOrder(runtime, subscription)
  if (order === null) {
    return { kind: "impossible", reason: "address_missing" }
  }
  let cartId: string | null = null
  try {
    cartId = await createCart(runtime, subscription, order, period_index)
    for (const method of order.shipping_methods ?? []) {
      if (method.shipping_option_id !== null) {
        await addShippingMethodToCartWorkflow(runtime.container).run({
          input: { cart_id: cartId, options: [{ id: method.shipping_option_id }] },
        })
      }
    }
    return { kind: "cart", id: cartId, total: await totalOf(runtime, cartId) }
  } catch (error) {
    if (cartId !== null) {
      await dropCart(runtime, cartId)
    }
    const reason = reasonOf(error, cartId !== null)
    if (reason === null) {
      throw error
    }
    return { kind: "impossible", reason }
  }
}

/** A cart that only asked for a price, or that was not completed. */
export async function dropCart({ container }: Runtime, id: string): Promise<void> {
  await container.resolve(Modules.CART).softDeleteCarts([id])
}

async function firstOrder(
  { container }: Runtime,
  { order_id }: SubscriptionRow
): Promise<FirstOrder | null> {
  if (order_id === null) {
    return null
  }
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: [
      "region_id",
      "sales_channel_id",
      "email",
      "locale",
      "shipping_address.*",
      "billing_address.*",
      "shipping_methods.shipping_option_id",
    ],
    filters: { id: order_id },
  })
  return (data[0] as unknown as FirstOrder | undefined) ?? null
}

async function createCart(
  { container }: Runtime,
  subscription: SubscriptionRow,
  order: FirstOrder,
  period_index: number
): Promise<string> {
  const { price } = subscription.terms
  const own = price !== null && price.currency_code === subscription.currency_code
  const shipping_address = shippingOf(subscription, order)
  const { result } = await createCartWorkflow(container).run({
    input: {
      region_id: order.region_id as string,
      sales_channel_id: order.sales_channel_id as string,
      customer_id: subscription.customer_id as string,
      email: order.email as string,
      currency_code: subscription.currency_code,
      ...(order.locale ? { locale: order.locale } : {}),
      ...(shipping_address === null ? {} : { shipping_address: addressOf(shipping_address) }),
      ...(order.billing_address === null
        ? {}
        : { billing_address: addressOf(order.billing_address) }),
      items: [
        {
          variant_id: subscription.variant_id,
          quantity: subscription.quantity,
          ...(own ? { unit_price: Number(price.amount) } : {}),
        },
      ],
      // Says to everybody, and to our own reminders of left carts, that no shopper left it there.
      metadata: { kairos_renewal: `${subscription.id}:${period_index}` },
    },
  })
  return result.id
}

/** Whoever delivers still calls the number that the first order had. */
const shippingOf = (
  { shipping_address: since }: SubscriptionRow,
  { shipping_address: first }: FirstOrder
): FirstOrder["shipping_address"] => (since === null ? first : { ...since, phone: first?.phone })

const ADDRESS = [
  "first_name",
  "last_name",
  "company",
  "address_1",
  "address_2",
  "city",
  "country_code",
  "province",
  "postal_code",
  "phone",
] as const

/** A copy: Medusa's rows of an order's address belong to that order. */
const addressOf = (address: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    ADDRESS.flatMap((field) => {
      const value = address[field]
      return typeof value === "string" ? [[field, value]] : []
    })
  )

async function totalOf({ container }: Runtime, id: string): Promise<string> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "cart",
    fields: ["id", "total"],
    filters: { id },
  })
  return new BigNumber(String((data[0] as { total: unknown }).total)).toFixed()
}

/** What Medusa refused, in our words; null for a fault of the moment, which is nobody's refusal. */
function reasonOf(error: unknown, hadCart: boolean): RenewalReason | null {
  const { type, message } = (error ?? {}) as { type?: string; message?: string }
  if (typeof type !== "string" || !/invalid|not_allowed|not_found/.test(type)) {
    return null
  }
  if (hadCart) {
    return "region_closed"
  }
  if (/inventory|stock/i.test(message ?? "")) {
    return "out_of_stock"
  }
  return /region|countr/i.test(message ?? "") ? "region_closed" : "product_gone"
}
