import type { TierPolicy } from "../../core/value/tier"
import { givingWay } from "../support/give-way"
import type { Runtime } from "../support/runtime"
import { keepReferrals } from "./keep-referrals"
import { keepUnitCosts } from "./keep-unit-costs"
import { learnThresholds, tierPolicyOf } from "./tier-policy"
import { valueInputs } from "./value-inputs"

export type ScoringProgress = {
  readonly done: number
  readonly total: number
  /** Profiles that changed so far. */
  readonly written: number
}

/** Customers whose purchases are looked at in one statement. */
const LOOK = 20_000
/** Locks are held for a chunk; a commit for each keeps orders of the same customers from waiting for the whole shop. */
const CHUNK = 5000

/**
 * Brings every customer's profile and tier up to the moment: nightly, because recency moves by itself, and after a change of policy.
 * All are looked at, and only those are folded and scored of whom something is different.
 */
export async function scoreAllProfiles(
  runtime: Runtime,
  options: { readonly onProgress?: (progress: ScoringProgress) => void } = {}
): Promise<ScoringProgress> {
  const { policy } = await tierPolicyOf(runtime)
  await keepUnitCosts(runtime, policy)
  await keepReferrals(runtime, policy)
  const first = await scoreEverybody(runtime, options)
  if (!(await learnThresholds(runtime))) {
    return first
  }
  const second = await scoreEverybody(runtime, options)
  return { ...second, written: first.written + second.written }
}

async function scoreEverybody(
  runtime: Runtime,
  options: { readonly onProgress?: (progress: ScoringProgress) => void }
): Promise<ScoringProgress> {
  const { policy, version } = await tierPolicyOf(runtime)
  const now = runtime.clock.now().toISOString()
  const giveWay = givingWay()
  let progress: ScoringProgress = {
    done: 0,
    total: await runtime.profile.countCustomers(),
    written: 0,
  }
  let last = ""
  for (;;) {
    const ids = await runtime.profile.customerIdsAfter(last, LOOK)
    if (ids.length === 0) {
      return progress
    }
    await giveWay()
    last = ids[ids.length - 1] as string
    const range = { from: ids[0] as string, to: last }
    const inputs = await valueInputs(runtime, range, { policy, now })
    const folding = { policy, policy_version: version, ...inputs }
    const outdated = await runtime.profile.outdatedProfiles(range, folding, now)
    let written = 0
    for (let at = 0; at < outdated.length; at += CHUNK) {
      await giveWay()
      written += await refresh(runtime, outdated.slice(at, at + CHUNK), folding, now)
    }
    progress = {
      ...progress,
      done: progress.done + ids.length,
      written: progress.written + written,
    }
    options.onProgress?.(progress)
  }
}

/** Who objected is asked again: it is what may have changed since the look. */
async function refresh(
  runtime: Runtime,
  ids: readonly string[],
  { policy, policy_version }: { readonly policy: TierPolicy; readonly policy_version: number },
  now: string
): Promise<number> {
  const inputs = await valueInputs(runtime, { ids }, { policy, now })
  return runtime.profile.recomputeProfiles(ids, policy, now, { ...inputs, policy_version })
}
