import { type DayRange, type PutOff, putOffRange } from "../../core/renewal/put-off"
import { isDormant, nextStep } from "../../core/renewal/next-step"
import { outlookOf } from "../../core/renewal/outlook"
import {
  planText,
  renewalReasonText,
  renewalReasonWords,
  termText,
} from "../../core/renewal/renewal-words"
import { chargeAt } from "../../core/renewal/schedule-renewal"
import type { ShippingAddress } from "../../core/renewal/shipping-address"
import { mayBeSwitched, type Subscribed } from "../../core/renewal/switch"
import { standingText } from "../../core/renewal/state-words"
import { type Conclusion, openWithdrawal } from "../../core/renewal/withdrawal"
import { moneyText } from "../../core/content/format-value"
import type { Language } from "../../core/text/localized"
import {
  coming,
  type PlanRow,
  type RenewalRow,
  type SubscriptionRow,
  toRenewal,
  toSubscription,
} from "../../modules/kairos-renewal/rows"
import { OPEN_STATES, type RecordRow } from "../../modules/kairos-renewal/subscriptions"
import type { Withdrawn } from "../renewal/withdrawn"
import type { SubscriptionMail } from "../../read-models/subscription-mails"
import type {
  OwnSubscriptionResponse,
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
    every: termText(term, language, renewal),
    automatic: renewal === "automatic",
    trial_days,
    price,
    term,
  }
}

const OPEN: ReadonlySet<RenewalRow["state"]> = new Set(OPEN_STATES)
export const openOf = (renewals: readonly RenewalRow[]): RenewalRow | null =>
  renewals.findLast(({ state }) => OPEN.has(state)) ?? null

/** @param renewals of this subscription, in the order of their periods */
export function presentStoreSubscription(
  row: SubscriptionRow,
  renewals: readonly RenewalRow[],
  language: Language
): StoreSubscriptionResponse {
  const open = openOf(renewals)
  return {
    id: row.id,
    plan: row.plan_name,
    product_id: row.product_id,
    variant_id: row.variant_id,
    title: row.title,
    quantity: row.quantity,
    status: row.status,
    current_until: row.current_until.toISOString(),
    uses_left: row.uses_left,
    auto_renew: row.auto_renew_since !== null,
    may_skip: row.terms.may_skip,
    may_auto_renew: coming(row).terms.renewal === "automatic",
    next:
      open === null
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

/** Whether a cancellation may be taken back: for as long as what is paid lasts. */
export const mayResume = (row: SubscriptionRow, now: Date): boolean =>
  row.status === "cancelled" && row.ended_at === null && row.current_until > now

/** The same of a pause, before its day. */
export const mayGoOn = (
  { subscription, next }: { subscription: SubscriptionRow; next: RenewalRow | null },
  now: Date
): boolean =>
  subscription.status === "active"
    ? subscription.paused_at !== null &&
      /^(due|notified)$/.test(next?.state ?? "") &&
      next?.by_hand_at === null
    : mayResume(subscription, now)

/** To which days the next date may be put off; null where it may not. */
export const putOffDays = (
  row: SubscriptionRow,
  next: RenewalRow | null,
  kind: PutOff,
  now: Date
): DayRange | null =>
  next === null ? null : putOffRange(toSubscription(row), toRenewal(next), kind, now.toISOString())

export const withdrawUntil = (
  row: SubscriptionRow,
  conclusions: readonly Conclusion[],
  now: Date
): string | null =>
  openWithdrawal(toSubscription(row), conclusions, now.toISOString())?.until ?? null

export const presentWithdrawal = (
  withdrawn: Withdrawn | null,
  currency_code: string
): SubscriptionDetailResponse["withdrawal"] =>
  withdrawn && {
    at: withdrawn.at.toISOString(),
    goods: withdrawn.goods,
    refund_by: withdrawn.due_by,
    currency_code,
    to_refund: withdrawn.open,
    may_keep: withdrawn.may_keep,
    orders: withdrawn.orders.map(({ order_id, total, captured, refunded }) => ({
      order_id,
      total,
      captured,
      refunded,
    })),
  }

/** Whether its next period can still become another. */
export const maySwitch = (row: SubscriptionRow, next: RenewalRow | null): boolean =>
  next !== null && mayBeSwitched(row, next)

function becomesOf({ switch_to }: SubscriptionRow): OwnSubscriptionResponse["becomes"] {
  if (switch_to === null) {
    return null
  }
  const { plan_id, variant_id, plan_name: plan, title } = switch_to
  return { plan_id, variant_id, plan, title }
}

/** How often it is paid from the next payment on: what is agreed to. */
function everyText(row: SubscriptionRow, language: Language): string {
  const { term, renewal } = coming(row).terms
  return termText(term, language, renewal)
}

/** As its holder sees it. */
export function presentOwnSubscription(
  row: SubscriptionRow,
  renewals: readonly RenewalRow[],
  {
    language,
    now,
    card_url,
    ships_to,
    conclusions,
    offered,
  }: {
    language: Language
    now: Date
    card_url: string | null
    ships_to: ShippingAddress | null
    conclusions: readonly Conclusion[]
    /** Whether something else is on offer. */
    offered: boolean
  }
): OwnSubscriptionResponse {
  const paid = renewals.filter(({ state }) => state === "paid").reverse()
  return {
    ...presentStoreSubscription(row, renewals, language),
    started_at: row.started_at.toISOString(),
    order_id: row.order_id,
    says: saysOf(row, renewals, language, now),
    every: everyText(row, language),
    may_renew: mayRenew(row, renewals),
    may_resume: mayGoOn({ subscription: row, next: openOf(renewals) }, now),
    paused: row.paused_at !== null,
    may_postpone: putOffDays(row, openOf(renewals), "postpone", now),
    may_pause: putOffDays(row, openOf(renewals), "pause", now),
    may_switch: offered && maySwitch(row, openOf(renewals)),
    becomes: becomesOf(row),
    withdraw_until: withdrawUntil(row, conclusions, now),
    card_url,
    ships_to,
    charges: paid.map(({ paid_at, due_at, amount, order_id }) => ({
      at: (paid_at ?? due_at).toISOString(),
      amount,
      currency_code: row.currency_code,
      order_id,
    })),
  }
}

const WAITING = new Set<RenewalRow["state"]>(["due", "notified", "failed"])

/** Not what is renewed by itself anyway, unless it failed or waits for a word that it is still used. */
function mayRenew(row: SubscriptionRow, renewals: readonly RenewalRow[]): boolean {
  const open = openOf(renewals)
  if (open === null || row.status !== "active" || !WAITING.has(open.state)) {
    return false
  }
  if (open.amount === null || row.payment === null) {
    return false
  }
  const asked = open.asked_at !== null && isDormant(toSubscription(coming(row)), toRenewal(open))
  return (
    open.state === "failed" || asked || (row.auto_renew_since === null && open.by_hand_at === null)
  )
}

function saysOf(
  row: SubscriptionRow,
  renewals: readonly RenewalRow[],
  language: Language,
  now: Date
): string {
  const last = openOf(renewals) ?? renewals.at(-1)
  const renewal = last === undefined ? null : toRenewal(last)
  const automatic = row.auto_renew_since !== null
  return standingText(
    {
      status: row.status,
      current_until: row.current_until.toISOString(),
      over: row.current_until <= now,
      automatic,
      paused: row.paused_at !== null,
      uses_left: row.uses_left,
      becomes:
        row.switch_to === null
          ? null
          : { product: row.switch_to.title, plan: row.switch_to.plan_name },
      currency_code: row.currency_code,
      zone: row.zone,
      period: renewal && {
        ...renewal,
        charge_at: automatic ? chargeAt(toSubscription(coming(row)), renewal) : null,
        by_hand: renewal.by_hand_at !== null,
        past: renewal.due_at <= now.toISOString(),
      },
    },
    language
  )
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
    currency_code: row.currency_code,
    order_id: row.order_id,
    started_at: row.started_at.toISOString(),
    ended_at: row.ended_at?.toISOString() ?? null,
  }
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

/** What was agreed to, and how it stands with use and payment. */
export const presentAgreed = (row: SubscriptionRow): SubscriptionDetailResponse["agreed"] => ({
  terms: row.terms,
  plan_version: row.plan_version,
  text_version: row.text_version,
  becomes: row.switch_to && { plan: row.switch_to.plan_name, title: row.switch_to.title },
  auto_renew_since: iso(row.auto_renew_since),
  paused_at: iso(row.paused_at),
  country_code: row.country_code,
  zone: row.zone,
  payment_provider: row.payment?.provider_id ?? null,
  last_used_at: iso(row.last_used_at),
  kept_at: iso(row.kept_at),
})

export function presentOutlook(
  row: SubscriptionRow,
  renewals: readonly RenewalRow[],
  now: string
): SubscriptionDetailResponse["outlook"] {
  const open = openOf(renewals)
  const subscription = toSubscription(coming(row))
  const renewal = open === null ? null : toRenewal(open)
  return outlookOf(
    subscription,
    renewal,
    renewal === null ? { kind: "none" } : nextStep(renewal, subscription, now)
  )
}

export const presentRenewal = (
  row: RenewalRow
): SubscriptionDetailResponse["renewals"][number] => ({
  period_index: row.period_index,
  state: row.state,
  reason: row.reason,
  because: renewalReasonWords(row.reason),
  due_at: row.due_at.toISOString(),
  notice_at: row.notice_at.toISOString(),
  next_try_at: iso(row.next_try_at),
  by_hand_at: iso(row.by_hand_at),
  asked_at: iso(row.asked_at),
  amount: row.amount,
  noticed_at: iso(row.noticed_at),
  noticed_amount: row.noticed_amount,
  attempts: row.attempts,
  order_id: row.order_id,
  paid_at: iso(row.paid_at),
})

export const presentMail = ({
  at,
  sent_at,
  ...rest
}: SubscriptionMail): SubscriptionDetailResponse["mails"][number] => ({
  ...rest,
  at: at.toISOString(),
  sent_at: iso(sent_at),
})

const nameOf = ({ title, plan_name }: Subscribed): string => `${title}: ${plan_name}`

export const presentRecord = (row: RecordRow): SubscriptionDetailResponse["records"][number] => ({
  kind: row.kind,
  at: row.at.toISOString(),
  period_index: row.period_index,
  text_version: row.text_version,
  day: row.day,
  switched: row.detail && {
    from: nameOf(row.detail.from),
    to: nameOf(row.detail.to),
  },
  actor: row.actor,
  source: row.source,
})
