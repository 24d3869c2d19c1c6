import type { ShippingAddress } from "../../core/renewal/shipping-address"
import type { SubscriptionRow } from "../../modules/kairos-renewal/rows"
import { firstAddresses } from "../../read-models/first-addresses"
import type { Runtime } from "../support/runtime"

/** Where the next orders of subscriptions go, by the subscription's id; none for one of which nothing is sent. */
export async function addressesOf(
  { knex }: Runtime,
  rows: readonly SubscriptionRow[]
): Promise<ReadonlyMap<string, ShippingAddress>> {
  const orders = rows.flatMap(({ order_id }) => (order_id === null ? [] : [order_id]))
  const first = await firstAddresses(knex, orders)
  return new Map(
    rows.flatMap(({ id, order_id, shipping_address }) => {
      // Nothing was sent of the first order, so nothing is sent of those that repeat it.
      const sent = order_id === null ? undefined : first.get(order_id)
      return sent === undefined ? [] : [[id, shipping_address ?? sent] as const]
    })
  )
}

export const shipsTo = async (
  runtime: Runtime,
  row: SubscriptionRow
): Promise<ShippingAddress | null> => (await addressesOf(runtime, [row])).get(row.id) ?? null
