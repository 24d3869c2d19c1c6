import { createCartWorkflow } from "@medusajs/medusa/core-flows"
import { cartSightings } from "../../read-models/changed-carts"
import { type RecoverableCart, recoverableCart } from "../../read-models/recoverable-cart"
import { unsellable } from "../../read-models/sellable"
import type { Runtime } from "../support/runtime"
import { verifyToken } from "../support/tokens"
import { ownCart } from "./own-cart"
import { linesLeft, nameOf } from "./lines-left"
import type { Recovered } from "./recovered"

export type RecoverInput = {
  readonly token: string
  /** The logged-in customer, from the session alone. */
  readonly customer_id: string | null
  /** The cart that this browser holds already. */
  readonly cart_id: string | null
  /** What the storefront sells: a cart of another channel is none of its business. */
  readonly sales_channels: readonly string[]
}

/**
 * What a recovery link leads to. Whoever holds the id of a cart sees the address in it, and mail is forwarded and scanned: so
 * the link names a delivery and not the cart, and the cart itself is given only to its logged-in customer and to a
 * browser that has it already. Everybody else gets a new cart with the same things in it and with nobody's data
 * (docs/adr/0012-a-recovery-link-copies-the-cart.md).
 */
export async function recoverCart(runtime: Runtime, input: RecoverInput): Promise<Recovered> {
  const cart = await cartOfToken(runtime, input.token)
  if (cart === null || !sells(input.sales_channels, cart)) {
    return { kind: "invalid" }
  }
  if (cart.completed) {
    return { kind: "ordered" }
  }
  if (cart.deleted || cart.lines.length === 0) {
    return { kind: "gone" }
  }
  const theirs =
    input.cart_id === cart.id ||
    (input.customer_id !== null && input.customer_id === cart.customer_id)
  if (theirs) {
    return ownCart(runtime, cart)
  }
  const gone = await unsellable(runtime.knex, cart.lines, cart.sales_channel_id)
  const lines = linesLeft(cart, gone)
  return lines.length === 0
    ? { kind: "gone" }
    : {
        kind: "cart",
        cart_id: await copyOf(runtime, { ...cart, lines }, input.customer_id),
        missing: gone.map(({ title, variant_id, available }) => {
          const wanted = cart.lines.find((line) => line.variant_id === variant_id)?.quantity ?? 0
          return nameOf({ title, wanted, left: available })
        }),
      }
}

const sells = (channels: readonly string[], { sales_channel_id }: RecoverableCart): boolean =>
  sales_channel_id === null || channels.includes(sales_channel_id)

async function cartOfToken(runtime: Runtime, token: string): Promise<RecoverableCart | null> {
  const verified = await verifyToken(runtime.options, "cart", token)
  const delivery =
    verified === null ? null : await runtime.automation.deliveries.read(verified.subject)
  const event = delivery === null ? null : await runtime.automation.inbox.read(delivery.event_id)
  const cartId = event?.snapshot?.cart?.id
  if (cartId === undefined) {
    return null
  }
  return (
    (await recoverableCart(runtime.knex, cartId)) ?? {
      id: cartId,
      customer_id: null,
      region_id: null,
      sales_channel_id: null,
      completed: false,
      deleted: true,
      lines: [],
    }
  )
}

/** The same variants and quantities at today's prices. Line metadata stays behind: an engraving may be personal. */
async function copyOf(
  runtime: Runtime,
  cart: RecoverableCart,
  customerId: string | null
): Promise<string> {
  const { result } = await createCartWorkflow(runtime.container).run({
    input: {
      ...(cart.region_id === null ? {} : { region_id: cart.region_id }),
      ...(cart.sales_channel_id === null ? {} : { sales_channel_id: cart.sales_channel_id }),
      ...(customerId === null ? {} : { customer_id: customerId }),
      items: cart.lines.map(({ variant_id, quantity }) => ({ variant_id, quantity })),
    },
  })
  await runtime.profile.carts.recordCopy(await cartSightings(runtime.knex, [result.id]), cart.id)
  return result.id
}
