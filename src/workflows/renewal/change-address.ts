import { toldAnew } from "../../core/renewal/charge-outcome"
import {
  type AddressProblem,
  isSameAddress,
  readAddress,
  type ShippingAddress,
} from "../../core/renewal/shipping-address"
import type { RenewalRow, SubscriptionRow } from "../../modules/kairos-renewal/rows"
import { databaseNow } from "../support/database-now"
import type { Runtime } from "../support/runtime"
import type { ActResult, By } from "./change-subscription"
import { buildRenewalCart, dropCart, type RenewalCart } from "./renewal-cart"
import { shipsTo } from "./ships-to"
import { subscriptionEvent } from "./subscription-events"

type AddressResult =
  | ActResult
  /** Nothing was written: this is to be put right first. */
  | { readonly kind: "wrong"; readonly problems: readonly AddressProblem[] }

/**
 * Sends the orders to come to another address in the same country. The cart of the next one is built with it first: where the shop
 * does not send, the change is refused, and where it costs something else, that is told anew before anything is charged.
 * @param given by Medusa's names of an address' fields
 * @param period_index of the link, which is good while this period is open; an account has none
 */
export async function changeAddress(
  runtime: Runtime,
  id: string,
  given: Readonly<Record<string, unknown>>,
  by: By,
  period_index?: number
): Promise<AddressResult> {
  const { subscriptions, renewals } = runtime.renewal
  const known = await subscriptions.read(id)
  if (known === null || known.status !== "active") {
    return { kind: "refused", reason: known === null ? "not_found" : "over" }
  }
  const onFile = await shipsTo(runtime, known)
  if (onFile === null) {
    return { kind: "refused", reason: "nothing_sent" }
  }
  const read = readAddress(given, onFile)
  if (read.kind === "wrong") {
    return read
  }
  if (isSameAddress(read.address, onFile)) {
    return { kind: "again", subscription: known }
  }
  const open = (await renewals.listOf([id])).findLast(({ state }) => WAITING.test(state))
  if (open === undefined || (period_index !== undefined && open.period_index !== period_index)) {
    return { kind: "refused", reason: "nothing_open" }
  }
  const cart = await cartThere(runtime, known, read.address, open.period_index)
  return cart.kind === "impossible" && cart.reason === "region_closed"
    ? { kind: "refused", reason: "not_there" }
    : write(runtime, { id, address: read.address, by, cart, period_index: open.period_index })
}

const WAITING = /^(due|notified|failed)$/

/** Asks what the next order would cost there; the cart is thrown away. */
async function cartThere(
  runtime: Runtime,
  subscription: SubscriptionRow,
  shipping_address: ShippingAddress,
  period_index: number
): Promise<RenewalCart> {
  const cart = await buildRenewalCart(runtime, { ...subscription, shipping_address }, period_index)
  if (cart.kind === "cart") {
    await dropCart(runtime, cart.id)
  }
  return cart
}

type Change = {
  readonly id: string
  readonly address: ShippingAddress
  readonly by: By
  readonly cart: RenewalCart
  readonly period_index: number
}

/** Under the locks that a charge takes: an order that is being paid goes where it was said before. */
async function write(
  runtime: Runtime,
  { id, address, by, cart, period_index }: Change
): Promise<ActResult> {
  const { subscriptions, renewals } = runtime.renewal
  return runtime.knex.transaction(async (trx): Promise<ActResult> => {
    const renewal = await renewals.lockOpen(trx, id)
    const subscription = await subscriptions.lock(trx, id)
    if (subscription === null || subscription.status !== "active") {
      return { kind: "refused", reason: "over" }
    }
    if (renewal?.period_index !== period_index || !WAITING.test(renewal.state)) {
      return { kind: "refused", reason: "charging" }
    }
    const now = await databaseNow(trx)
    await subscriptions.change(trx, id, { shipping_address: address })
    // That it changed is proof; to where is the person's, and goes with them.
    await subscriptions.append(trx, [
      { subscription_id: id, kind: "address_changed", at: now, period_index, ...by },
    ])
    if (costsAnother(renewal, cart)) {
      const look_at = now.toISOString()
      const told = { ...toldAnew(cart.total), notice_event_id: null, charged_at: null, look_at }
      await renewals.change(trx, [{ subscription_id: id, period_index, ...told }])
    }
    const changed = { ...subscription, shipping_address: address }
    const event = subscriptionEvent({
      moment: "changed",
      subscription: changed,
      renewal,
      key: `address:${now.getTime()}`,
      change: "address_changed",
      now,
    })
    await runtime.automation.inbox.insert([event], trx)
    return { kind: "done", subscription: changed }
  })
}

const costsAnother = (
  renewal: RenewalRow,
  cart: RenewalCart
): cart is Extract<RenewalCart, { readonly kind: "cart" }> =>
  cart.kind === "cart" && renewal.amount !== null && cart.total !== renewal.amount
