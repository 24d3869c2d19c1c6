import { referrerAmong } from "../../core/value/referral"
import { looksFor, type TierPolicy } from "../../core/value/tier"
import type { ReferralRow } from "../../modules/kairos-profile/referrals"
import { objectorsAmong } from "../../read-models/profile-objections"
import { newcomers, referrersNamed, statedReferrals } from "../../read-models/referrals"
import type { Runtime } from "../support/runtime"
import { refreshProfiles } from "./refresh-profiles"
import { tierPolicyOf } from "./tier-policy"

/**
 * Takes over who customers' metadata says has brought them, where tiers ask for it. Of whoever objected to profiling nothing is kept.
 * @param customer_ids of newcomers; everybody without
 * @returns whose credit is another one now
 */
export async function keepReferrals(
  runtime: Runtime,
  policy: TierPolicy,
  customer_ids: readonly string[] | null = null
): Promise<readonly string[]> {
  if (!looksFor(policy, "referrals")) {
    return []
  }
  if (customer_ids === null) {
    // Before anybody is scored, or whose credit it was would be found a night later.
    const objected = await objectorsNow(runtime, await runtime.profile.referrals.everybody())
    await runtime.profile.referrals.forget([...objected])
  }
  const stated = await statedReferrals(runtime.knex, customer_ids)
  const named = await referrersNamed(
    runtime.knex,
    stated.map((one) => one.stated)
  )
  const rows = stated.flatMap(({ stated: text, ...newcomer }) => {
    const referrer_id = referrerAmong(newcomer, named.get(text) ?? [])
    return referrer_id === null ? [] : [{ customer_id: newcomer.customer_id, referrer_id }]
  })
  return runtime.profile.referrals.keep(await withoutObjectors(runtime, rows), customer_ids)
}

/** A customer is new or changed: whoever brought them is scored anew. */
export async function followReferral(runtime: Runtime, customer_id: string): Promise<void> {
  const { policy } = await tierPolicyOf(runtime)
  const credited = await keepReferrals(runtime, policy, [customer_id])
  if (credited.length > 0) {
    await refreshProfiles(runtime, credited)
  }
}

/**
 * Another system tells who brought somebody. The first that is told of a customer holds.
 * @param customer_ids of the newcomer: a person may have several
 * @returns how many customers it is new for; null where the text names nobody who can have brought them
 */
export async function tellReferral(
  runtime: Runtime,
  customer_ids: readonly string[],
  referrer: string,
  told_at: Date
): Promise<number | null> {
  const named = (await referrersNamed(runtime.knex, [referrer])).get(referrer) ?? []
  const found = (await newcomers(runtime.knex, customer_ids)).flatMap((newcomer) => {
    const referrer_id = referrerAmong(newcomer, named)
    return referrer_id === null ? [] : [{ customer_id: newcomer.customer_id, referrer_id }]
  })
  if (found.length === 0) {
    return null
  }
  let fresh = 0
  for (const row of await withoutObjectors(runtime, found)) {
    if (await runtime.profile.referrals.tell(row, told_at)) {
      fresh += 1
      await refreshProfiles(runtime, [row.referrer_id])
    }
  }
  return fresh
}

const objectorsNow = ({ knex, policy, clock }: Runtime, ids: readonly string[]) =>
  objectorsAmong(knex, ids, { policy, now: clock.now().toISOString() })

async function withoutObjectors(
  runtime: Runtime,
  rows: readonly ReferralRow[]
): Promise<readonly ReferralRow[]> {
  const ids = new Set(rows.flatMap(({ customer_id, referrer_id }) => [customer_id, referrer_id]))
  const objected = await objectorsNow(runtime, [...ids])
  return rows.filter((row) => !objected.has(row.customer_id) && !objected.has(row.referrer_id))
}
