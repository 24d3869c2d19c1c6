import type { PurchaseRow } from "../../core/profile/profile"
import { DEFAULT_COSTS, unitCostsIn } from "../../core/value/costs"
import { looksFor, type TierPolicy } from "../../core/value/tier"
import { shopCurrency } from "../../read-models/shop-currency"
import { statedCosts } from "../../read-models/unit-costs"
import type { Runtime } from "../support/runtime"

/**
 * Takes over what products say that they cost, in the shop's currency; purchases with one that changed are counted anew. Nothing where
 * no tier asks for margin.
 * @param purchases only their variants and products; all of the shop's without
 * @returns how many items have another cost than before
 */
export async function keepUnitCosts(
  runtime: Runtime,
  policy: TierPolicy,
  purchases: readonly PurchaseRow[] | null = null
): Promise<number> {
  const item_ids = purchases === null ? null : itemsOf(purchases)
  if (!looksFor(policy, "margin") || item_ids?.length === 0) {
    return 0
  }
  const currency_code = await shopCurrency(runtime.knex)
  if (currency_code === null) {
    return 0
  }
  const { key } = policy.costs ?? DEFAULT_COSTS
  const rows = (await statedCosts(runtime.knex, key, item_ids)).flatMap(({ item_id, stated }) =>
    unitCostsIn(stated).map(({ since, cost }) => ({
      item_id,
      since: since ?? "-infinity",
      cost,
      currency_code,
    }))
  )
  return runtime.profile.costs.keep(rows, item_ids)
}

const itemsOf = (purchases: readonly PurchaseRow[]): readonly string[] => [
  ...new Set(
    purchases.flatMap(({ lines }) =>
      lines.flatMap(({ variant_id, product_id }) =>
        [variant_id, product_id].filter((id) => id !== null)
      )
    )
  ),
]
