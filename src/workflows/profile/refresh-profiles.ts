import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { objectorsAmong } from "../../read-models/profile-objections"
import type { Runtime } from "../support/runtime"
import { tierPolicyOf } from "./tier-policy"

/**
 * Folds and scores these customers anew, for example after an order or an objection.
 * @param trx to commit together with what caused it
 * @returns how many profiles changed
 */
export async function refreshProfiles(
  runtime: Runtime,
  customerIds: readonly string[],
  trx?: Knex
): Promise<number> {
  const policy = await tierPolicyOf(runtime)
  const objected = await objectorsAmong(trx ?? runtime.knex, customerIds)
  const now = runtime.clock.now().toISOString()
  return runtime.profile.recomputeProfiles(customerIds, policy, now, trx, objected)
}
