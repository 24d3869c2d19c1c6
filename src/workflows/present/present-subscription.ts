import { planText, renewalReasonText } from "../../core/renewal/renewal-words"
import { moneyText } from "../../core/content/format-value"
import type { Language } from "../../core/text/localized"
import type { PlanRow, RenewalRow, SubscriptionRow } from "../../modules/kairos-renewal/rows"
import type { RecordRow } from "../../modules/kairos-renewal/subscriptions"
import type {
  PlanResponse,
  StorePlanResponse,
  StoreSubscriptionResponse,
  SubscriptionDetailResponse,
  SubscriptionResponse,
} from "../../types"

export const presentPlan = (row: PlanRow): PlanResponse => ({
  ...row,
  created_at: row.created_at.toISOString(),
  updated_at: row.updated_at.toISOString(),
})

export function presentStorePlan(row: PlanRow, language: Language): StorePlanResponse {
  const { price, term, trial_days, renewal } = row.terms
  const printed = price === null ? null : moneyText(price.amount, price.currency_code, language)
  return {
    id: row.id,
    name: row.name,
    product_id: row.product_id,
    variant_id: row.variant_id,
    words: planText(row.terms, printed, language),
    automatic: renewal === "automatic",
    trial_days,
    price,
    term,
  }
}

const OPEN = new Set<RenewalRow["state"]>(["due", "notified", "charging", "unknown", "failed"])

/** @param renewals of this subscription, in the order of their periods */
export function presentStoreSubscription(
  row: SubscriptionRow,
  renewals: readonly RenewalRow[],
  language: Language
): StoreSubscriptionResponse {
  const open = renewals.findLast(({ state }) => OPEN.has(state))
  return {
    id: row.id,
    plan: row.plan_name,
    product_id: row.product_id,
    variant_id: row.variant_id,
    title: row.title,
    quantity: row.quantity,
    status: row.status,
    current_until: row.current_until.toISOString(),
    auto_renew: row.auto_renew_since !== null,
    may_skip: row.terms.may_skip,
    may_auto_renew: row.terms.renewal === "automatic",
    next:
      open === undefined
        ? null
        : {
            period_index: open.period_index,
            due_at: open.due_at.toISOString(),
            amount: open.amount,
            currency_code: row.currency_code,
            state: open.state,
            reason: open.reason,
            because: renewalReasonText(open.reason, language),
          },
  }
}

export function presentSubscription(
  row: SubscriptionRow,
  renewals: readonly RenewalRow[],
  language: Language
): SubscriptionResponse {
  const { plan: plan_name, ...rest } = presentStoreSubscription(row, renewals, language)
  return {
    ...rest,
    plan_name,
    customer_id: row.customer_id,
    email: row.email,
    plan_id: row.plan_id,
    order_id: row.order_id,
    started_at: row.started_at.toISOString(),
    ended_at: row.ended_at?.toISOString() ?? null,
  }
}

export const presentRenewal = (
  row: RenewalRow
): SubscriptionDetailResponse["renewals"][number] => ({
  period_index: row.period_index,
  state: row.state,
  reason: row.reason,
  due_at: row.due_at.toISOString(),
  amount: row.amount,
  noticed_at: row.noticed_at?.toISOString() ?? null,
  noticed_amount: row.noticed_amount,
  attempts: row.attempts,
  order_id: row.order_id,
  paid_at: row.paid_at?.toISOString() ?? null,
})

export const presentRecord = (row: RecordRow): SubscriptionDetailResponse["records"][number] => ({
  kind: row.kind,
  at: row.at.toISOString(),
  period_index: row.period_index,
  text_version: row.text_version,
  actor: row.actor,
  source: row.source,
})
