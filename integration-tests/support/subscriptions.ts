import type { PlanTerms } from "../../src/core/renewal/plan"
import { anchorAt, futureMoment, occurrence } from "../../src/core/renewal/recurrence"
import { firstCharge, planRenewal } from "../../src/core/renewal/schedule-renewal"
import type { Renewal, Subscription } from "../../src/core/renewal/subscription"
import type { NewSubscription } from "../../src/modules/kairos-renewal/subscriptions"

/** What most plans are: a month, charged by itself where the customer agrees to it. */
export const MONTHLY: PlanTerms = {
  term: { unit: "month", count: 1 },
  renewal: "automatic",
  price: null,
  trial_days: 0,
  grace_days: 7,
  notice_days: null,
  dormant_after_days: null,
  may_skip: true,
  customer_group_id: null,
}

/** Begun then in Madrid, paid for its first period or tried without charge, and renewed by itself. */
export function begunAt(started_at: string, more: Partial<Subscription> = {}): Subscription {
  const terms = more.terms ?? MONTHLY
  const anchor = more.anchor ?? anchorAt(Date.parse(started_at), "Europe/Madrid", terms.trial_days)
  return {
    id: "ksub_1",
    status: "active",
    anchor,
    terms,
    country_code: "es",
    started_at,
    current_until: occurrence(anchor, terms.term, firstCharge({ terms })).at,
    auto_renew_since: started_at,
    last_used_at: null,
    kept_at: null,
    moves: [],
    paused_at: null,
    uses: null,
    ...more,
  }
}

/** A period of it as it was planned: nothing told, nothing charged, no price asked. */
export function plannedOf(
  subscription: Subscription,
  period_index = firstCharge(subscription)
): Renewal & { readonly due_local: string } {
  const { due, notice_at } = planRenewal(subscription, period_index)
  return {
    subscription_id: subscription.id,
    period_index,
    state: "due",
    reason: null,
    due_at: due.at,
    due_local: due.local,
    notice_at,
    amount: null,
    noticed_amount: null,
    noticed_at: null,
    notice_round: 0,
    notice_made_at: null,
    by_hand_at: null,
    by_hand_amount: null,
    asked_at: null,
    attempts: 0,
    next_try_at: null,
  }
}

/** What is written where it was sold: a line of an order for coffee, with what that order adds. */
export function soldAs(
  subscription: Subscription,
  more: Partial<NewSubscription> = {}
): NewSubscription {
  const { anchor, terms, country_code, started_at, current_until, auto_renew_since } = subscription
  const { local } = futureMoment(anchor.date, anchor.minute, anchor.zone)
  return {
    plan_id: "kplan_1",
    plan_version: 1,
    plan_name: "Every month",
    customer_id: "cus_1",
    email: "one@shop.example",
    order_id: null,
    line_item_id: "line_1",
    product_id: "prod_1",
    variant_id: "variant_1",
    title: "Coffee",
    quantity: 1,
    currency_code: "eur",
    country_code,
    anchor_date: local.slice(0, 10),
    anchor_minute: anchor.minute,
    zone: anchor.zone,
    terms,
    text_version: "t1",
    payment: null,
    started_at: new Date(started_at),
    current_until: new Date(current_until),
    auto_renew_since: auto_renew_since === null ? null : new Date(auto_renew_since),
    uses_left: subscription.uses?.left ?? null,
    ...more,
  }
}
