import { type Experience, noticeBroughtTo } from "../../core/renewal/good-experience"
import { coming, toRenewal, toSubscription } from "../../modules/kairos-renewal/rows"
import type { WaitingFilter } from "../../modules/kairos-renewal/renewals"
import { visitedLately } from "../../read-models/visited-lately"
import type { Runtime } from "../support/runtime"

type Ledgers = Pick<Runtime, "knex" | "renewal">
type Person = { readonly customer_id: string | null; readonly email: string | null }

/** A good review brings the notices forward of what somebody has of it. @returns how many */
export const bringNotices = (
  runtime: Ledgers,
  { customer_id, email }: Person,
  named: Pick<WaitingFilter, "subscription_id" | "product_id">,
  at: Date
): Promise<number> => bring(runtime, { customer_id, email, ...named }, "review", () => at)

/**
 * Visits of customers who allow them to be known bring their notices forward, where the plan says so. Nothing of a visit is kept with the
 * subscription: only the day of its notice is another. @returns how many
 */
export async function bringVisited(runtime: Ledgers): Promise<number> {
  const visits = await visitedLately(runtime.knex)
  return visits.size === 0
    ? 0
    : bring(runtime, { subscription_ids: [...visits.keys()] }, "visit", (id) => visits.get(id))
}

async function bring(
  { knex, renewal }: Ledgers,
  whose: WaitingFilter,
  experience: Experience,
  when: (subscription_id: string) => Date | undefined
): Promise<number> {
  return knex.transaction(async (trx) => {
    const waiting = await renewal.renewals.waitingForNotice(trx, whose)
    const moved = waiting.flatMap(({ renewal: period, subscription }) => {
      const at = when(subscription.id)?.toISOString()
      const known = toSubscription(coming(subscription))
      const notice_at =
        at === undefined ? null : noticeBroughtTo(known, toRenewal(period), experience, at)
      const { subscription_id, period_index } = period
      return notice_at === null ? [] : [{ subscription_id, period_index, notice_at }]
    })
    await renewal.renewals.bringNotices(trx, moved)
    return moved.length
  })
}
