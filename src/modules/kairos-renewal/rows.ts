import { dateOf } from "../../core/renewal/recurrence"
import type { PlanTerms } from "../../core/renewal/plan"
import type { ShippingAddress } from "../../core/renewal/shipping-address"
import { movesOnSwitch, type PendingSwitch } from "../../core/renewal/switch"
import { usesEach } from "../../core/renewal/uses"
import type { Move, Renewal, Subscription } from "../../core/renewal/subscription"

export type PlanRow = {
  readonly id: string
  readonly name: string
  readonly status: "active" | "archived"
  readonly product_id: string
  /** Null: every variant of the product. */
  readonly variant_id: string | null
  readonly terms: PlanTerms
  readonly version: number
  readonly created_at: Date
  readonly updated_at: Date
}

/** By whom a renewal is paid: the provider, and what it needs to charge without the shopper. No card is kept here. */
export type StoredPayment = {
  readonly provider_id: string
  readonly data: Readonly<Record<string, unknown>>
}

export type SubscriptionRow = {
  readonly id: string
  readonly plan_id: string
  readonly plan_version: number
  readonly plan_name: string
  readonly status: Subscription["status"]
  readonly customer_id: string | null
  /** Normalised. */
  readonly email: string | null
  readonly order_id: string | null
  readonly line_item_id: string
  readonly product_id: string
  readonly variant_id: string
  readonly title: string
  readonly quantity: number
  readonly currency_code: string
  readonly country_code: string | null
  /** `2026-01-31` */
  readonly anchor_date: string
  readonly anchor_minute: number
  readonly zone: string
  readonly terms: PlanTerms
  readonly text_version: string | null
  readonly payment: StoredPayment | null
  /** Where its holder said that its orders go; null: where the first one went. */
  readonly shipping_address: ShippingAddress | null
  readonly started_at: Date
  readonly current_until: Date
  readonly auto_renew_since: Date | null
  readonly last_used_at: Date | null
  readonly kept_at: Date | null
  readonly ended_at: Date | null
  readonly moves: readonly Move[]
  readonly paused_at: Date | null
  /** Since when a pause keeps from its holder what the plan grants. */
  readonly resting_since: Date | null
  /** What is left of the uses that were paid for; null where the term counts none. */
  readonly uses_left: number | null
  /** What it becomes with its next payment; null: what it is. */
  readonly switch_to: PendingSwitch | null
  /** What the plan before its last switch granted, until that is taken back. */
  readonly granted_before: Pick<PlanTerms, "customer_group_id" | "tier_floor"> | null
  /** Since when what it grants its holder is to be put right; null: it is right. */
  readonly grants_due_at: Date | null
}

export type RenewalRow = {
  readonly subscription_id: string
  readonly period_index: number
  readonly state: Renewal["state"]
  readonly reason: Renewal["reason"]
  readonly due_local: string
  readonly due_at: Date
  readonly notice_at: Date
  readonly amount: string | null
  readonly noticed_amount: string | null
  readonly noticed_at: Date | null
  readonly notice_round: number
  readonly notice_made_at: Date | null
  readonly notice_event_id: string | null
  readonly by_hand_at: Date | null
  readonly by_hand_amount: string | null
  readonly asked_at: Date | null
  readonly attempts: number
  readonly next_try_at: Date | null
  readonly look_at: Date | null
  readonly lock_token: string
  readonly charged_at: Date | null
  readonly cart_id: string | null
  readonly order_id: string | null
  readonly paid_at: Date | null
}

/**
 * What is told, priced, charged and planned next: a subscription that waits to be switched, as it is then. Whatever is about the
 * period that is paid already (what it grants, what may be done with it) goes by the row itself.
 */
export function coming(row: SubscriptionRow): SubscriptionRow {
  if (row.switch_to === null) {
    return row
  }
  const { plan_id, plan_version, plan_name, terms, variant_id, title, period_index } = row.switch_to
  const moves = movesOnSwitch(toSubscription(row), terms.term, period_index)
  const subscribed = { plan_id, plan_version, plan_name, terms, variant_id, title }
  return { ...row, ...subscribed, moves, switch_to: null }
}

const iso = (date: Date | null): string | null => date?.toISOString() ?? null

export function toSubscription(row: SubscriptionRow): Subscription {
  const each = usesEach(row.terms.term, row.quantity)
  return {
    uses: each === null ? null : { left: row.uses_left ?? each, each },
    id: row.id,
    status: row.status,
    anchor: { date: dateOf(row.anchor_date), minute: row.anchor_minute, zone: row.zone },
    terms: row.terms,
    moves: row.moves,
    paused_at: iso(row.paused_at),
    country_code: row.country_code,
    started_at: row.started_at.toISOString(),
    current_until: row.current_until.toISOString(),
    auto_renew_since: iso(row.auto_renew_since),
    last_used_at: iso(row.last_used_at),
    kept_at: iso(row.kept_at),
  }
}

export function toRenewal(row: RenewalRow): Renewal {
  return {
    subscription_id: row.subscription_id,
    period_index: row.period_index,
    state: row.state,
    reason: row.reason,
    due_at: row.due_at.toISOString(),
    notice_at: row.notice_at.toISOString(),
    amount: row.amount,
    noticed_amount: row.noticed_amount,
    noticed_at: iso(row.noticed_at),
    notice_round: row.notice_round,
    notice_made_at: iso(row.notice_made_at),
    by_hand_at: iso(row.by_hand_at),
    by_hand_amount: row.by_hand_amount,
    asked_at: iso(row.asked_at),
    attempts: row.attempts,
    next_try_at: iso(row.next_try_at),
  }
}
