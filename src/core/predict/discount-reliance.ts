/** One line of a purchase, for its price. */
export type PricedLine = {
  readonly sku: string
  readonly unit_price: number
  readonly quantity: number
}

/** Below its usual price by less than this a product is not discounted: prices drift. */
const DISCOUNT = 0.05

/**
 * The usual price of each product: the one that most lines have; of equally frequent ones the higher, because a discount is the
 * exception.
 */
export function usualPrices(lines: Iterable<PricedLine>): ReadonlyMap<string, number> {
  const seen = new Map<string, Map<number, number>>()
  for (const { sku, unit_price } of lines) {
    const prices = seen.get(sku) ?? new Map<number, number>()
    prices.set(unit_price, (prices.get(unit_price) ?? 0) + 1)
    seen.set(sku, prices)
  }
  return new Map(
    [...seen].map(([sku, prices]) => {
      const [usual] = [...prices].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]!
      return [sku, usual]
    })
  )
}

/**
 * The share of what a customer bought, at usual prices, that was discounted when they bought it: 0 pays the price, 1 waits for
 * discounts. Null for fewer than three lines.
 */
export function discountReliance(
  lines: readonly PricedLine[],
  usual: ReadonlyMap<string, number>
): number | null {
  if (lines.length < 3) {
    return null
  }
  let [all, discounted] = [0, 0]
  for (const { sku, unit_price, quantity } of lines) {
    const price = usual.get(sku) ?? unit_price
    all += price * quantity
    discounted += unit_price < price * (1 - DISCOUNT) ? price * quantity : 0
  }
  return all > 0 ? discounted / all : null
}
