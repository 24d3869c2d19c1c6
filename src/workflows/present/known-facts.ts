import { KNOWN_FACTS, knownFrom } from "../../core/profile/known-from"
import type { TierChangeRecord } from "../../modules/kairos-profile/tiers"
import { countedPurchases } from "../../read-models/counted-purchases"
import { readProfile } from "../../read-models/person"
import type { ProfileResponse } from "../../types"
import type { Runtime } from "../support/runtime"

/** What is computed of one customer, each figure with the event that it came from; what is not known is left out. */
export async function knownFacts(
  runtime: Runtime,
  customer_id: string,
  {
    objected,
    changes,
  }: { readonly objected: boolean; readonly changes: readonly TierChangeRecord[] }
): Promise<ProfileResponse["profile"]["known"]> {
  const [profile, purchases, night] = await Promise.all([
    readProfile(runtime.knex, customer_id, objected),
    countedPurchases(runtime.knex, customer_id),
    runtime.profile.predictions.read<{ as_of: string }>("night"),
  ])
  const now = runtime.clock.now().toISOString()
  const event = {
    id: "known",
    name: "known",
    entity_id: customer_id,
    customer_id,
    email: null,
    occurred_at: now,
    source: "api",
    snapshot: {},
  } as const
  // Being at risk moved nobody.
  const moved = changes.find(({ kind }) => kind !== "at_risk")
  const sources = {
    ...purchases,
    count: profile.order_count,
    tier_change: moved === undefined ? null : { at: moved.at.toISOString(), reason: moved.reason },
    scored_at: profile.tier_breakdown?.computed_at ?? null,
    foretold_on: night?.finding.as_of ?? null,
  }
  return KNOWN_FACTS.flatMap((code) => {
    const fact = runtime.catalog.facts.get(code)
    const value = fact?.read({ now, event, profile })
    const from = knownFrom(code, sources)
    return fact === undefined || value === undefined || from === null
      ? []
      : [{ fact: code, value, from }]
  })
}
