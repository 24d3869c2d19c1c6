import type { TierPolicy } from "../../core/value/tier"
import { shopCurrency } from "../../read-models/shop-currency"
import type { Runtime } from "../support/runtime"

type TierPolicyInForce = { readonly policy: TierPolicy; readonly version: number }

/** The policy in force with its number; money is counted in the store's default currency unless the policy names one. */
export async function tierPolicyOf(runtime: Runtime): Promise<TierPolicyInForce> {
  const { tiers } = await runtime.automation.settings.read()
  const policy =
    tiers.currency_code === null
      ? { ...tiers, currency_code: await shopCurrency(runtime.knex) }
      : tiers
  return { policy, version: await runtime.profile.tiers.versionOf(policy) }
}
