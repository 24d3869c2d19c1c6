import type { PurchaseLine, PurchaseRow } from "../../src/core/profile/profile"
import type { Tier, TierPolicy } from "../../src/core/value/tier"

export type Sellable = {
  readonly product_id: string
  readonly variant_id: string
  readonly sku: string | null
  readonly title: string
  /** In the shop's currency. */
  readonly price: number
}

type Wanted = { readonly orders: number; readonly lastDaysAgo: number; readonly spent: number }

const DAY_MS = 86_400_000
const DAYS_BETWEEN_ORDERS = 21

/**
 * Purchases that put a customer into a tier under this policy: all five points for A, the middle of each scale for B,
 * one point for C.
 */
export function purchasesOfTier(input: {
  readonly tier: Tier
  readonly policy: TierPolicy
  readonly customer: { readonly id: string; readonly email: string }
  readonly products: readonly Sellable[]
  readonly currency_code: string
  readonly now: string
}): readonly PurchaseRow[] {
  const wanted = wantedFor(input.tier, input.policy)
  const last = Date.parse(input.now) - wanted.lastDaysAgo * DAY_MS
  return Array.from({ length: wanted.orders }, (_, i) => {
    const lines = linesWorth(wanted.spent / wanted.orders, input.products, i)
    const total = lines.reduce((sum, line) => sum + line.quantity * Number(line.unit_price), 0)
    const external_id = `${input.tier}-${i + 1}`
    return {
      id: `demo:${external_id}`,
      source: "demo",
      external_id,
      customer_id: input.customer.id,
      email: input.customer.email,
      occurred_at: new Date(last - i * DAYS_BETWEEN_ORDERS * DAY_MS).toISOString(),
      currency_code: input.currency_code,
      total: total.toFixed(2),
      refunded: "0",
      canceled: false,
      item_count: lines.reduce((count, line) => count + line.quantity, 0),
      lines,
    }
  })
}

function wantedFor(tier: Tier, policy: TierPolicy): Wanted {
  const { recency_days, frequency, monetary } = policy
  if (tier === "A") {
    // Half a day inside the first cut point, so that the demo's first day does not move them.
    return { orders: frequency[3], lastDaysAgo: recency_days[0] / 2, spent: monetary[3] * 1.3 }
  }
  if (tier === "B") {
    return {
      orders: frequency[1],
      lastDaysAgo: (recency_days[1] + recency_days[2]) / 2,
      spent: (monetary[1] + monetary[2]) / 2,
    }
  }
  return { orders: 1, lastDaysAgo: recency_days[3] + 30, spent: monetary[0] * 0.6 }
}

/** One to three products that come to about this amount. */
function linesWorth(amount: number, products: readonly Sellable[], turn: number): PurchaseLine[] {
  const affordable = products.filter((product) => product.price > 0 && product.price <= amount)
  const cheapest = [...products].sort((a, b) => a.price - b.price).slice(0, 1)
  const choice = affordable.length > 0 ? affordable : cheapest
  const lineCount = amount > 40 ? 3 : amount > 15 ? 2 : 1
  return Array.from({ length: lineCount }, (_, i) => {
    const product = choice[(turn * 7 + i * 3) % choice.length] as Sellable
    return {
      line_no: i + 1,
      product_id: product.product_id,
      variant_id: product.variant_id,
      sku: product.sku,
      title: product.title,
      quantity: Math.max(1, Math.round(amount / lineCount / product.price)),
      unit_price: product.price.toFixed(2),
    }
  })
}
