import { type GuardedSubscription, type Violation, violationsOf } from "../../core/renewal/guard"
import {
  coming,
  type RenewalRow,
  type SubscriptionRow,
  toRenewal,
  toSubscription,
} from "../../modules/kairos-renewal/rows"
import type { RecordRow } from "../../modules/kairos-renewal/subscriptions"
import {
  periodKey,
  renewalCaptures,
  type SubscriptionMails,
  subscriptionMails,
} from "../../read-models/guarded-subscriptions"
import { databaseNow } from "../support/database-now"
import type { Runtime } from "../support/runtime"

const PAGE = 500
/** More than anybody reads; the count is of all. */
const KEPT = 200
const RESULT = "renewal_guard"

export type GuardResult = {
  readonly checked_at: string
  readonly subscriptions: number
  readonly count: number
  readonly violations: readonly Violation[]
}

/** Holds every subscription to its invariants, by what the ledgers of Kairos and of Medusa say. @returns how many are broken */
export async function runGuard(runtime: Runtime): Promise<number> {
  return (await guardSubscriptions(runtime)).count
}

export async function guardSubscriptions(runtime: Runtime): Promise<GuardResult> {
  const now = (await databaseNow(runtime.knex)).toISOString()
  const violations: Violation[] = []
  let [count, subscriptions, after] = [0, 0, ""]
  for (;;) {
    const rows = await runtime.renewal.subscriptions.after(after, PAGE)
    const found = (await guarded(runtime, rows)).flatMap((one) => violationsOf(one, now))
    violations.push(...found.slice(0, KEPT - violations.length))
    count += found.length
    subscriptions += rows.length
    after = rows.at(-1)?.id ?? after
    if (rows.length < PAGE) {
      break
    }
  }
  const result = { checked_at: now, subscriptions, count, violations }
  await runtime.automation.settings.write(RESULT, result, "kairos")
  return result
}

/** What the last run found; null before the first night. */
export const lastGuard = (runtime: Runtime): Promise<GuardResult | null> =>
  runtime.automation.settings.readOwn<GuardResult>(RESULT)

async function guarded(
  { knex, renewal }: Runtime,
  rows: readonly SubscriptionRow[]
): Promise<readonly GuardedSubscription[]> {
  const ids = rows.map(({ id }) => id)
  const [mails, captures, records, renewals] = await Promise.all([
    subscriptionMails(knex, ids),
    renewalCaptures(knex, ids),
    renewal.subscriptions.recordsOf(ids),
    renewal.renewals.listOf(ids),
  ])
  const of = <T extends { readonly subscription_id: string }>(list: readonly T[], id: string) =>
    list.filter(({ subscription_id }) => subscription_id === id)
  return rows.map((row) => ({
    subscription: toSubscription(coming(row)),
    has_terms: Object.keys(row.terms).length > 0,
    cancel_link: !mails.without_cancel_link.has(row.id),
    records: of(records, row.id).map(recordOf),
    receipts: mails.receipts.get(row.id) ?? [],
    renewals: of(renewals, row.id).map((one) => guardedRenewal(one, mails, captures)),
  }))
}

const recordOf = ({ kind, at, period_index, text_version, detail }: RecordRow) => ({
  kind,
  at: at.toISOString(),
  period_index,
  text_version,
  another_plan: detail !== null && detail.from.plan_id !== detail.to.plan_id,
})

function guardedRenewal(
  row: RenewalRow,
  mails: SubscriptionMails,
  captures: Awaited<ReturnType<typeof renewalCaptures>>
): GuardedSubscription["renewals"][number] {
  const key = periodKey(row.subscription_id, row.period_index)
  return {
    ...toRenewal(row),
    due_local: row.due_local,
    charged_at: row.charged_at?.toISOString() ?? null,
    paid_at: row.paid_at?.toISOString() ?? null,
    notices: mails.notices.get(key) ?? [],
    captures: captures.get(key) ?? [],
    confirmations: mails.confirmations.get(key) ?? [],
  }
}
