import fixtures from "../../../spec/profile/fold.json"
import { currencyOf, foldPurchases } from "./fold"
import type { Purchase } from "./profile"

type Case = { name: string; repeat?: number; purchases: Purchase[] }

/** `repeat` copies the first purchase under ids of its own. */
function purchasesOf({ purchases, repeat }: Case): Purchase[] {
  const first = purchases[0]
  return repeat === undefined || first === undefined
    ? purchases
    : Array.from({ length: repeat }, (_, i) => ({ ...first, id: `${first.id}-${i}` }))
}

describe("folding purchases", () => {
  test.each(fixtures.cases.map((one) => [one.name, one] as const))("%s", (_, one) => {
    const purchases = purchasesOf(one)
    expect(foldPurchases(purchases)).toEqual(one.totals)
    expect(currencyOf(purchases)).toBe(one.currency_code)
  })
})
