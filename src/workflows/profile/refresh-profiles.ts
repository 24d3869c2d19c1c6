import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Runtime } from "../support/runtime"
import { looksFor } from "../../core/value/tier"
import { tierPolicyOf } from "./tier-policy"
import { valueInputs } from "./value-inputs"

/**
 * Folds and scores these customers anew, for example after an order or an objection, and whoever brought them.
 * @param how.trx to commit together with what caused it
 * @param how.history what became known happened long ago: the first look at a shop
 * @returns how many profiles changed
 */
export async function refreshProfiles(
  runtime: Runtime,
  customerIds: readonly string[],
  { trx, history = false }: { readonly trx?: Knex; readonly history?: boolean } = {}
): Promise<number> {
  const { policy, version } = await tierPolicyOf(runtime, trx)
  const now = runtime.clock.now().toISOString()
  const referrers = looksFor(policy, "referrals")
    ? await runtime.profile.referrals.referrersOf(customerIds, trx ?? runtime.knex)
    : []
  const ids = [...customerIds, ...referrers]
  const inputs = await valueInputs(runtime, { ids }, { policy, now, knex: trx })
  return runtime.profile.recomputeProfiles(ids, policy, now, {
    trx,
    ...inputs,
    policy_version: version,
    history,
  })
}
