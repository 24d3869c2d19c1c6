import { objectorsAmong } from "../../read-models/profile-objections"
import type { Runtime } from "../support/runtime"
import { tierPolicyOf } from "./tier-policy"

export type ScoringProgress = {
  readonly done: number
  readonly total: number
  /** Profiles that changed so far. */
  readonly written: number
}

/** Locks are held for a chunk; a commit for each keeps orders of the same customers from waiting for the whole shop. */
const CHUNK = 5000

/** Folds and scores every customer anew: nightly, because recency moves by itself, and after a change of policy. */
export async function scoreAllProfiles(
  runtime: Runtime,
  options: { readonly onProgress?: (progress: ScoringProgress) => void } = {}
): Promise<ScoringProgress> {
  const { policy, version } = await tierPolicyOf(runtime)
  const now = runtime.clock.now().toISOString()
  let progress: ScoringProgress = {
    done: 0,
    total: await runtime.profile.countCustomers(),
    written: 0,
  }
  let last = ""
  for (;;) {
    const ids = await runtime.profile.customerIdsAfter(last, CHUNK)
    if (ids.length === 0) {
      return progress
    }
    const objected = await objectorsAmong(runtime.knex, ids, { policy: runtime.policy, now })
    const written = await runtime.profile.recomputeProfiles(ids, policy, now, {
      objected,
      policy_version: version,
    })
    progress = {
      ...progress,
      done: progress.done + ids.length,
      written: progress.written + written,
    }
    options.onProgress?.(progress)
    last = ids[ids.length - 1] as string
  }
}
