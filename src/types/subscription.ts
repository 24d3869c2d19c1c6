import type { Localized } from "../core/catalog/definitions"
import type { Outlook } from "../core/renewal/outlook"
import type { PlanTerms } from "../core/renewal/plan"
import type { ShippingAddress } from "../core/renewal/shipping-address"
import type { RenewalState, SubscriptionStatus } from "../core/renewal/subscription"

/** What a plan asks and gives; archived with each subscription as it was then. Amounts are decimal strings. */
export type PlanTermsResponse = PlanTerms

/** GET /admin/kairos/plans → { plans, count, offset, limit }, GET and POST /admin/kairos/plans/:id → { plan } */
export type PlanResponse = {
  id: string
  name: string
  status: "active" | "archived"
  product_id: string
  /** Null: every variant of the product. */
  variant_id: string | null
  terms: PlanTermsResponse
  version: number
  created_at: string
  updated_at: string
}

/** GET /store/kairos/plans → { plans } */
export type StorePlanResponse = {
  id: string
  name: string
  product_id: string
  variant_id: string | null
  /** Sentences in the shopper's language. */
  words: readonly string[]
  /** The term in the shopper's language, such as `every month`. */
  every: string
  automatic: boolean
  trial_days: number
  price: PlanTermsResponse["price"]
  term: PlanTermsResponse["term"]
}

/** What the shop and the shopper alike are told of a subscription. */
export type StoreSubscriptionResponse = {
  id: string
  plan: string
  product_id: string
  variant_id: string
  title: string
  quantity: number
  status: SubscriptionStatus
  /** Until when it is paid. */
  current_until: string
  /** How many uses are left; null where its term counts none. */
  uses_left: number | null
  auto_renew: boolean
  may_skip: boolean
  /** Whether the plan lets it renew by itself. */
  may_auto_renew: boolean
  /** The next period; null when there is none any more. */
  next: {
    period_index: number
    due_at: string
    /** Null while nobody asked yet. */
    amount: string | null
    currency_code: string
    state: RenewalState
    reason: string | null
    /** The reason in the shopper's language. */
    because: string | null
  } | null
}

/** GET /store/kairos/subscriptions → { subscriptions }, POST …/:id/{cancel,withdraw,resume,postpone,pause,skip,renew,auto-renew,address,switch} → { subscription, receipt } */
export type OwnSubscriptionResponse = StoreSubscriptionResponse & {
  started_at: string
  /** The order that began it. */
  order_id: string | null
  /** Where it stands, as sentences in the shopper's language. */
  says: string
  /** The term in the shopper's language, such as `every month`. */
  every: string
  /** Whether renewing it by hand does what does not happen by itself. */
  may_renew: boolean
  /** Whether a cancellation may still be taken back, or a pause ended before its day. */
  may_resume: boolean
  /** Whether it rests, or will once what is paid has ended, until its next date. */
  paused: boolean
  /** To which days the next date may be moved, and until which it may rest, the first and the last included; null: it may not. */
  may_postpone: { from: string; to: string } | null
  may_pause: { from: string; to: string } | null
  /** Whether another plan or variant is on offer that it may become with its next payment. */
  may_switch: boolean
  /** What it becomes with its next payment; null: what it is. */
  becomes: { plan_id: string; variant_id: string; plan: string; title: string } | null
  /** Until when the law lets its holder withdraw from it; null where it does not, or no longer. */
  withdraw_until: string | null
  /** A signed page that lists the cards on file; null where it is not paid by one. */
  card_url: string | null
  /** Where its next order goes; null where nothing is sent. */
  ships_to: ShippingAddress | null
  /** What was charged for renewals, newest first. */
  charges: {
    at: string
    /** Decimal string. */
    amount: string | null
    currency_code: string
    order_id: string | null
  }[]
}

/** GET /store/kairos/subscriptions/:id/switch and /admin/kairos/subscriptions/:id/switch → { choices, quote } */
export type SwitchChoicesResponse = {
  choices: readonly SwitchChoiceResponse[]
  /** Of the one that was asked about; null where none was. */
  quote: SwitchQuoteResponse | null
}

export type SwitchChoiceResponse = {
  plan_id: string
  variant_id: string
  plan: string
  title: string
  /** The plan as sentences in the shopper's language. */
  words: readonly string[]
  /** The term in the shopper's language, such as `every month`. */
  every: string
  automatic: boolean
  /** Of all pieces, before delivery. Decimal string. */
  price: string
  currency_code: string
  /** Whether it is what its holder has, and waits to be switched from. */
  back: boolean
}

export type SwitchQuoteResponse = {
  plan_id: string
  variant_id: string
  /** What the next payment would cost, delivery and tax included. Decimal string. */
  amount: string
  currency_code: string
  /** When that payment is due. */
  from: string
  /** Whether it renews by itself then only where its holder agrees to this term and price: show the box with its text, empty. */
  asks_consent: boolean
}

/** What was done and when; the mail says the same. `done` is false where it was so already. */
export type SubscriptionReceipt = {
  act:
    | "cancel"
    | "withdraw"
    | "resume"
    | "postpone"
    | "pause"
    | "skip"
    | "renew"
    | "auto_renew_on"
    | "auto_renew_off"
    | "address"
    | "switch"
  done: boolean
  at: string
}

/** GET /admin/kairos/subscriptions → { subscriptions, count, offset, limit } */
export type SubscriptionResponse = Omit<StoreSubscriptionResponse, "plan"> & {
  customer_id: string | null
  email: string | null
  plan_id: string
  plan_name: string
  currency_code: string
  order_id: string | null
  started_at: string
  ended_at: string | null
}

/** GET /admin/kairos/subscriptions/:id → { subscription, agreed, may_switch, outlook, withdrawal, renewals, records, mails } */
export type SubscriptionDetailResponse = {
  subscription: SubscriptionResponse
  /** Until when its holder may withdraw from it; null where they may not. */
  withdraw_until: string | null
  /** What a withdrawal leaves for the shop to refund; Kairos moves no money. Null where nobody withdrew. */
  withdrawal: {
    at: string
    /** Whether something was delivered, which is to come back. */
    goods: boolean
    refund_by: string
    currency_code: string
    /** Paid and not given back yet; and the most of it that the shop may keep for what was used. Decimal strings. */
    to_refund: string
    may_keep: string
    orders: { order_id: string; total: string; captured: string; refunded: string }[]
  } | null
  /** What the customer agreed to, as it was then. */
  agreed: {
    terms: PlanTermsResponse
    plan_version: number
    /** Of the text beside the box for automatic renewal; null where it was not ticked. */
    text_version: string | null
    /** What it becomes with its next payment; null: what it is. */
    becomes: { plan: string; title: string } | null
    /** Since when it renews by itself. */
    auto_renew_since: string | null
    /** When its holder asked for it to rest until its next date. */
    paused_at: string | null
    country_code: string | null
    zone: string
    payment_provider: string | null
    last_used_at: string | null
    kept_at: string | null
  }
  /** Whether another plan or variant is on offer for it. */
  may_switch: boolean
  /** What happens next by itself, and when. */
  outlook: { code: Outlook["code"]; at: string | null }
  renewals: {
    period_index: number
    state: RenewalState
    reason: string | null
    /** The reason in words; null where there is none. */
    because: Localized | null
    due_at: string
    notice_at: string
    next_try_at: string | null
    by_hand_at: string | null
    asked_at: string | null
    amount: string | null
    noticed_at: string | null
    noticed_amount: string | null
    attempts: number
    order_id: string | null
    paid_at: string | null
  }[]
  records: {
    kind: string
    at: string
    period_index: number | null
    text_version: string | null
    /** The day to which it was put off. */
    day: string | null
    /** Of a switch: the plan and what of, before and after. */
    switched: { from: string; to: string } | null
    actor: string
    source: string
  }[]
  /** What was to be told, the newest first; `state` is a delivery's, or a decision's kind where there was none. */
  mails: {
    moment: string
    at: string
    decision_id: string
    state: string
    reason: string | null
    sent_at: string | null
  }[]
}

/** GET /admin/kairos/subscriptions/figures → { months }, the oldest first */
export type SubscriptionFiguresResponse = {
  months: readonly {
    month: string
    /** Periods whose day fell into the month and that are settled: paid, or not. */
    settled: number
    renewed: number
    /** Subscriptions that ran when the month began, and those of them that ended in it. */
    running: number
    ended: number
    started: number
    /** Periods that were paid after a payment of theirs had failed, and what they paid by currency. */
    recovered: number
    recovered_amounts: Readonly<Record<string, string>>
  }[]
}

/** GET and POST /admin/kairos/subscriptions/guard → { guard }; null before the first run */
export type GuardResponse = {
  guard: {
    checked_at: string
    subscriptions: number
    /** Of all; the list holds the first ones. */
    count: number
    violations: readonly {
      invariant: string
      /** What must hold, and what to do. */
      says: Localized
      subscription_id: string
      period_index: number | null
    }[]
  } | null
}

/** GET /admin/kairos/subscriptions/calendar → { months, weeks } */
export type SubscriptionCalendarResponse = {
  /** Twelve, the first the current one, as `2026-03`. */
  months: readonly (DueStretch & { month: string })[]
  /** Eight, the first the current one, each by its Monday. */
  weeks: readonly (DueStretch & { week: string })[]
}

type DueStretch = {
  automatic: number
  manual: number
  /** What automatic renewals will probably bring, by currency: what was told, and the plan's price where nothing was told yet. */
  expected: Readonly<Record<string, string>>
  /** The part of it that notices have told. */
  told: Readonly<Record<string, string>>
}
