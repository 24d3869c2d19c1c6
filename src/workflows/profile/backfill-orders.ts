import type { PurchaseRow } from "../../core/profile/profile"
import { changedOrders, type OrderCursor } from "../../read-models/order-purchases"
import type { Runtime } from "../support/runtime"
import { keepUnitCosts } from "./keep-unit-costs"
import { purchasesOfOrders } from "./purchases-of-orders"
import { refreshProfiles } from "./refresh-profiles"
import { tierPolicyOf } from "./tier-policy"

export type BackfillProgress = {
  readonly orders: number
  /** Purchases that were new or had changed. */
  readonly written: number
  /** Where the next run may start, less an overlap for transactions that commit late; null when nothing was found. */
  readonly watermark: string | null
}

const CHUNK = 1000

/**
 * Takes Medusa's orders over as purchases, set by set: all of them on the first day, later those that changed. It puts
 * nothing into the inbox, so old orders cause nothing "now".
 * @param options.since ISO instant; everything when absent
 * @param options.history the first look at a shop: no tier that moves by it is a moment
 */
export async function backfillOrders(
  runtime: Runtime,
  options: {
    readonly since?: string | null
    readonly history?: boolean
    readonly onProgress?: (progress: BackfillProgress) => void
  } = {}
): Promise<BackfillProgress> {
  let progress: BackfillProgress = { orders: 0, written: 0, watermark: null }
  let cursor: OrderCursor | null = null
  for (;;) {
    const page: readonly OrderCursor[] = await changedOrders(
      runtime.knex,
      options.since ?? null,
      cursor,
      CHUNK
    )
    cursor = page[page.length - 1] ?? null
    if (cursor === null) {
      return progress
    }
    const rows = await purchasesOfOrders(
      runtime,
      page.map((order) => order.id)
    )
    const written = await takeOver(runtime, rows, options.history ?? false)
    progress = {
      orders: progress.orders + rows.length,
      written: progress.written + written,
      watermark: cursor.changed_at,
    }
    options.onProgress?.(progress)
  }
}

/** Takes some orders over as purchases and refreshes the profiles that they belong to. @returns how many were new or changed */
export async function recordOrders(runtime: Runtime, orderIds: readonly string[]): Promise<number> {
  return takeOver(runtime, await purchasesOfOrders(runtime, orderIds), false)
}

/**
 * An order that moved to another customer (a guest who made an account) changes the profiles of both. Orders from before their
 * customer's erasure stay out.
 */
async function takeOver(
  runtime: Runtime,
  orders: readonly PurchaseRow[],
  history: boolean
): Promise<number> {
  await keepUnitCosts(runtime, (await tierPolicyOf(runtime)).policy, orders)
  return runtime.knex.transaction(async (trx) => {
    const rows = await runtime.consent.erasures.without(orders, trx)
    const before = await runtime.profile.customersOf(
      rows.map((row) => row.id),
      trx
    )
    const { purchases, lines, lines_removed } = await runtime.profile.recordPurchases(rows, trx)
    if (purchases + lines + lines_removed > 0) {
      const customers = [...before, ...rows.map((row) => row.customer_id)]
      await refreshProfiles(runtime, customers, { trx, history })
    }
    return purchases
  })
}
