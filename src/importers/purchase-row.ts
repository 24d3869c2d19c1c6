import { BigNumber } from "bignumber.js"
import type { PurchaseRow } from "../core/profile/profile"

export type ImportedOrder = {
  readonly order_id: string
  readonly occurred_at: string
  readonly currency_code: string
  readonly lines: readonly {
    readonly sku: string
    readonly title: string | null
    readonly quantity: number
    readonly unit_price: string
  }[]
}

const LARGEST_COUNT = 2_147_483_647

/** An imported order as a purchase. Its total is the sum of its lines: a history knows no shipping and no tax. */
export function purchaseRowOf(
  order: ImportedOrder,
  known: {
    readonly source: string
    readonly customer_id: string
    readonly email: string | null
    readonly products: ReadonlyMap<
      string,
      { readonly product_id: string; readonly variant_id: string }
    >
  }
): PurchaseRow {
  const total = order.lines.reduce(
    (sum, line) => sum.plus(new BigNumber(line.unit_price).times(line.quantity)),
    new BigNumber(0)
  )
  const items = order.lines.reduce((sum, line) => sum + line.quantity, 0)
  return {
    id: `${known.source}:${order.order_id}`,
    source: known.source,
    external_id: order.order_id,
    customer_id: known.customer_id,
    email: known.email,
    occurred_at: order.occurred_at,
    currency_code: order.currency_code,
    total: total.toFixed(),
    refunded: "0",
    canceled: false,
    item_count: Math.min(items, LARGEST_COUNT),
    lines: order.lines.map((line, index) => ({
      line_no: index + 1,
      product_id: known.products.get(line.sku)?.product_id ?? null,
      variant_id: known.products.get(line.sku)?.variant_id ?? null,
      ...line,
    })),
  }
}
