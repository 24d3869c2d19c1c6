import { BigNumber } from "bignumber.js"
import type { PurchaseRow } from "../core/profile/profile"

export type ImportedLine = {
  readonly sku: string | null
  readonly title: string | null
  readonly quantity: number
  readonly unit_price: string
  readonly unit_cost?: string | null
}

export type ImportedOrder = {
  readonly order_id: string
  readonly occurred_at: string
  readonly currency_code: string
  /** What the order cost; the sum of its lines when absent. */
  readonly total?: string
  readonly refunded?: string
  readonly canceled?: boolean
  readonly lines: readonly ImportedLine[]
}

const LARGEST_COUNT = 2_147_483_647

type Ids = { readonly product_id: string; readonly variant_id: string }
const UNKNOWN = { product_id: null, variant_id: null }

/** An imported order as a purchase. */
export function purchaseRowOf(
  order: ImportedOrder,
  known: {
    readonly source: string
    readonly customer_id: string
    readonly email: string | null
    readonly products: ReadonlyMap<string, Ids>
  }
): PurchaseRow {
  const items = order.lines.reduce((sum, line) => sum + line.quantity, 0)
  return {
    id: `${known.source}:${order.order_id}`,
    source: known.source,
    external_id: order.order_id,
    customer_id: known.customer_id,
    email: known.email,
    occurred_at: order.occurred_at,
    currency_code: order.currency_code,
    total: order.total ?? sumOf(order.lines),
    refunded: order.refunded ?? "0",
    canceled: order.canceled ?? false,
    item_count: Math.min(items, LARGEST_COUNT),
    lines: order.lines.map((line, index) => {
      const ids = line.sku === null ? undefined : known.products.get(line.sku)
      return {
        line_no: index + 1,
        product_id: (ids ?? UNKNOWN).product_id,
        variant_id: (ids ?? UNKNOWN).variant_id,
        sku: line.sku,
        title: line.title,
        quantity: line.quantity,
        unit_price: line.unit_price,
        unit_cost: line.unit_cost ?? null,
      }
    }),
  }
}

/** Exact; prices with few digits are added as whole numbers, which is many times quicker. */
function sumOf(lines: readonly ImportedLine[]): string {
  let total = 0
  for (const { unit_price, quantity } of lines) {
    const hundredths = /^\d{1,9}(\.\d{1,2})?$/.test(unit_price)
      ? Math.round(Number(unit_price) * 100)
      : NaN
    total += hundredths * quantity
  }
  if (Number.isSafeInteger(total)) {
    return total % 100 === 0 ? String(total / 100) : (total / 100).toFixed(2).replace(/0$/, "")
  }
  return lines
    .reduce(
      (sum, line) => sum.plus(new BigNumber(line.unit_price).times(line.quantity)),
      new BigNumber(0)
    )
    .toFixed()
}
