import { Modules } from "@medusajs/framework/utils"
import { BigNumber } from "bignumber.js"
import type { PurchaseRow } from "../../core/profile/profile"
import { countsWhole, type OrderParts, worthOf } from "../../core/profile/worth"
import { purchaseRowsOfOrders } from "../../read-models/order-purchases"
import type { Runtime } from "../support/runtime"

/** Medusa computes an order's totals in memory, with all of its lines. */
const CHUNK = 100

/** Medusa's orders as purchases, as they stand now, with as much of them as the shop lets count. */
export async function purchasesOfOrders(
  runtime: Runtime,
  order_ids: readonly string[]
): Promise<PurchaseRow[]> {
  const { value } = runtime.options
  const rows = await purchaseRowsOfOrders(runtime.knex, order_ids)
  if (countsWhole(value)) {
    return rows
  }
  const parts = await partsOf(
    runtime,
    rows.map(({ external_id }) => external_id)
  )
  return rows.map((row) => {
    const own = parts.get(row.external_id)
    // A deleted order is a cancelled purchase, whatever it is worth.
    return own === undefined ? row : worthOf(row, own, value)
  })
}

/** What orders are made of. No table of Medusa's says it: its order module computes it from lines, tax lines and adjustments. */
async function partsOf(
  runtime: Runtime,
  order_ids: readonly string[]
): Promise<ReadonlyMap<string, OrderParts>> {
  const found = new Map<string, OrderParts>()
  const orders = runtime.container.resolve(Modules.ORDER)
  for (let from = 0; from < order_ids.length; from += CHUNK) {
    const ids = order_ids.slice(from, from + CHUNK)
    // A list with a limit reads each relation by a query of its own, instead of joining lines with taxes with shipping.
    for (const order of await orders.listOrders({ id: ids }, { take: ids.length })) {
      found.set(order.id, {
        item_total: exactly(order, "item_total"),
        item_tax_total: exactly(order, "item_tax_total"),
        shipping_total: exactly(order, "shipping_total"),
        shipping_tax_total: exactly(order, "shipping_tax_total"),
      })
    }
  }
  return found
}

/** The exact decimal that Medusa keeps beside each number that it computes. */
function exactly(order: object, name: keyof OrderParts): string {
  const fields = order as Record<string, unknown>
  const raw = fields[`raw_${name}`] as { readonly value?: string | number } | undefined
  return new BigNumber(String(raw?.value ?? fields[name] ?? 0)).toFixed()
}
