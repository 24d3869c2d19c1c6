import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Runtime } from "../support/runtime"
import { tierPolicyOf } from "./tier-policy"
import { valueInputs } from "./value-inputs"

/**
 * Folds and scores these customers anew, for example after an order or an objection.
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
  const inputs = await valueInputs(runtime, { ids: customerIds }, { policy, now, knex: trx })
  return runtime.profile.recomputeProfiles(customerIds, policy, now, {
    trx,
    ...inputs,
    policy_version: version,
    history,
  })
}
