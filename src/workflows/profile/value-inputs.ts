import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { walletQuestion } from "../../core/preferences/question"
import { looksFor, type TierPolicy } from "../../core/value/tier"
import type { Folding } from "../../modules/kairos-profile/fold-sql"
import { incidentCounts } from "../../read-models/incident-counts"
import { tierFloors } from "../../read-models/tier-floors"
import { objectorsAmong, objectorsBetween } from "../../read-models/profile-objections"
import type { Runtime } from "../support/runtime"

type Whose = { readonly ids: readonly string[] } | { readonly from: string; readonly to: string }

/** What a score is made of beside a customer's purchases: who may not be scored, what service has cost, and what a membership grants. */
export async function valueInputs(
  runtime: Runtime,
  whose: Whose,
  { policy, now, knex = runtime.knex }: { policy: TierPolicy; now: string; knex?: Knex | undefined }
): Promise<Required<Pick<Folding, "objected" | "incidents" | "floors" | "wallet_question">>> {
  const at = { policy: runtime.policy, now }
  return {
    objected:
      "ids" in whose
        ? await objectorsAmong(knex, whose.ids, at)
        : await objectorsBetween(knex, whose, at),
    floors: await tierFloors(knex, whose),
    wallet_question: walletQuestion(runtime.options.preferences.questions),
    incidents: looksFor(policy, "service") ? await incidentCounts(knex, whose, now) : [],
  }
}
