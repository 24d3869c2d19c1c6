import { createHash } from "node:crypto"
import type {
  ExpiringCard,
  NewEvent,
  SubscriptionChange,
  SubscriptionSnapshot,
  SubscriptionSwitch,
} from "../../core/event/event"
import { withdrawalRight } from "../../core/renewal/withdrawal"
import { mayAgree } from "../../core/renewal/agreement"
import { coming, type RenewalRow, type SubscriptionRow } from "../../modules/kairos-renewal/rows"

type Occasion = {
  /** What comes after the dot of the trigger's code. */
  readonly moment:
    | "created"
    | "expiring"
    | "trial_ending"
    | "renewed"
    | "payment_failed"
    | "cancelled"
    | "withdrawn"
    | "expired"
    | "dormant"
    | "changed"
    | "yearly_reminder"
    | "card_expiring"
  readonly subscription: SubscriptionRow
  readonly renewal: Pick<
    RenewalRow,
    "period_index" | "due_at" | "amount" | "reason" | "attempts"
  > | null
  /** Names the occurrence among those of its subscription: the same one, written twice, is one event. */
  readonly key: string
  readonly change?: SubscriptionChange
  readonly card?: ExpiringCard
  /** Of a switch: from what to what. */
  readonly switched?: SubscriptionSwitch
  /** Whether another plan or variant is on offer. */
  readonly may_switch?: boolean
  /** Whether the shopper has just concluded something that the law may let them withdraw from. */
  readonly concluded?: boolean
  /** Whether few of its uses are left, and that is all that is told. */
  readonly few_left?: boolean
  readonly now: Date
}

/** An event for the inbox, with all that its mail may tell. */
export function subscriptionEvent(occasion: Occasion): NewEvent {
  const { moment, subscription, key, now } = occasion
  return {
    id: eventId(moment, subscription.id, key),
    name: `subscription.${moment}`,
    entity_id: subscription.id,
    customer_id: subscription.customer_id,
    email: subscription.email,
    source: "job",
    properties: { subscription: snapshotOf(occasion) },
    occurred_at: now,
  }
}

export const eventId = (moment: Occasion["moment"], id: string, key: string): string =>
  `subscription.${moment}:${id}${key === "" ? "" : `:${key}`}`

function snapshotOf({
  subscription,
  renewal,
  change,
  card,
  concluded,
  few_left,
  switched,
  may_switch,
}: Occasion): SubscriptionSnapshot {
  const { days } = withdrawalRight(subscription)
  const ends_at = subscription.current_until.toISOString()
  return {
    id: subscription.id,
    plan: subscription.plan_name,
    product: subscription.title,
    product_id: subscription.product_id,
    quantity: subscription.quantity,
    automatic: subscription.auto_renew_since !== null,
    trial: renewal?.period_index === 0,
    may_skip: subscription.terms.may_skip,
    may_postpone: (subscription.terms.postpone_days ?? null) !== null,
    may_pause: (subscription.terms.pause_days ?? null) !== null,
    ...(may_switch === true ? { may_switch } : {}),
    paused: subscription.paused_at !== null,
    ...(subscription.uses_left === null ? {} : { uses_left: subscription.uses_left }),
    ...(few_left === true ? { few_left } : {}),
    withdrawal_days: concluded === true && days > 0 ? days : null,
    by_card: isPaidByCard(subscription),
    may_agree: mayAgree(coming(subscription)),
    period_index: renewal?.period_index ?? 0,
    renews_at: renewal?.due_at.toISOString() ?? ends_at,
    ends_at,
    amount: renewal?.amount ?? null,
    currency_code: subscription.currency_code,
    reason: renewal?.reason ?? null,
    attempts: renewal?.attempts ?? 0,
    change: change ?? null,
    ...(card === undefined ? {} : { card }),
    ...(switched === undefined ? {} : { switched }),
  }
}

/** Whether there is a card to be replaced: an invoice has none. */
export const isPaidByCard = ({ payment }: Pick<SubscriptionRow, "payment">): boolean =>
  typeof payment?.data.payment_method === "string"

/** Which method pays, in a form that may stand in an event: the provider's own name for it stays with the subscription. */
export const methodPrint = ({ payment }: Pick<SubscriptionRow, "payment">): string | null =>
  typeof payment?.data.payment_method === "string"
    ? createHash("sha256").update(payment.data.payment_method).digest("base64url").slice(0, 22)
    : null
