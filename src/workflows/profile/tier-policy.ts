import type { TierPolicy } from "../../core/value/tier"
import { shopCurrency } from "../../read-models/shop-currency"
import type { Runtime } from "../support/runtime"

/** The policy in force; money is counted in the store's default currency unless the policy names one. */
export async function tierPolicyOf(runtime: Runtime): Promise<TierPolicy> {
  const { tiers } = await runtime.automation.settings.read()
  return tiers.currency_code === null
    ? { ...tiers, currency_code: await shopCurrency(runtime.knex) }
    : tiers
}
