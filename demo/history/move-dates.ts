import type { ShopSource } from "./shop-source"

const WEEK_MS = 7 * 86_400_000

/**
 * Moves a whole history forward by whole weeks, so that it ends in the week before now: tiers depend on how long ago
 * somebody bought. Whole weeks keep weekdays and hours as they were.
 * @returns the moved history, and by how many weeks; 0 when it ends in that week already
 */
export function moveToNow(source: ShopSource, now: string): { source: ShopSource; weeks: number } {
  const last = source.orders.reduce(
    (latest, order) => Math.max(latest, new Date(order.occurred_at).getTime()),
    Number.NEGATIVE_INFINITY
  )
  const weeks = Math.max(0, Math.floor((new Date(now).getTime() - last) / WEEK_MS))
  if (weeks === 0 || !Number.isFinite(weeks)) {
    return { source, weeks: 0 }
  }
  const move = (at: string): string =>
    new Date(new Date(at).getTime() + weeks * WEEK_MS).toISOString()
  return {
    weeks,
    source: {
      ...source,
      orders: source.orders.map((order) => ({ ...order, occurred_at: move(order.occurred_at) })),
      customers: source.customers.map((customer) => ({
        ...customer,
        created_at: move(customer.created_at),
      })),
    },
  }
}
