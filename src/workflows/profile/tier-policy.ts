import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { shareThresholds, type Thresholds } from "../../core/value/share-thresholds"
import type { TierPolicy } from "../../core/value/tier"
import { shopCurrency } from "../../read-models/shop-currency"
import type { Runtime } from "../support/runtime"

type TierPolicyInForce = { readonly policy: TierPolicy; readonly version: number }

/** What the nights learned for a policy by shares. */
const LEARNED = "tier_thresholds"

/**
 * The policy in force with its number; money is counted in the store's default currency unless the policy names one. By shares its
 * thresholds are the ones that were learned last.
 */
export async function tierPolicyOf(
  runtime: Runtime,
  trx: Knex = runtime.knex
): Promise<TierPolicyInForce> {
  const { tiers } = await runtime.automation.settings.read(trx)
  const currency_code = tiers.currency_code ?? (await shopCurrency(trx))
  const learned = tiers.shares == null ? null : await learnedThresholds(runtime, trx)
  const policy = { ...tiers, currency_code, ...(learned === null ? {} : { thresholds: learned }) }
  return { policy, version: await runtime.profile.tiers.versionOf(policy, trx) }
}

const learnedThresholds = async ({ profile }: Runtime, trx?: Knex): Promise<Thresholds | null> =>
  (await profile.predictions.read<Thresholds>(LEARNED, trx))?.finding ?? null

/**
 * Learns from the scores as they are who is A and B, where the policy goes by shares. Scores do not depend on thresholds, so that
 * one scoring more settles it.
 * @returns whether the thresholds are others now
 */
export async function learnThresholds(runtime: Runtime): Promise<boolean> {
  const { tiers } = await runtime.automation.settings.read()
  if (tiers.shares == null) {
    return false
  }
  const known = await learnedThresholds(runtime)
  const found = shareThresholds(await runtime.profile.tiers.scores(), tiers.shares, known)
  return found !== null && (await runtime.profile.predictions.keep(LEARNED, found)) > 0
}
