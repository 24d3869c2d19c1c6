/** The HTTP types that the admin and a storefront may import. Times are ISO 8601 with zone, amounts decimal strings. */
import type { CartState } from "../core/cart/cart"
import type { Reminder } from "../core/cart/reminder"
import type { Localized } from "../core/catalog/definitions"
import type { AutomationDefinition, AutomationStatus, Objective } from "../core/decision/automation"
import type { Decision, Mode, Reason } from "../core/decision/decision"
import type { DeliveryState } from "../core/decision/delivery"
import type { Cap } from "../core/decision/timing"
import type { QuietHours } from "../core/schedule/quiet-hours"
import type { OnSiteContent, RenderedContent } from "../core/content/content"
import type { ErasureReceipt } from "../core/privacy/erasure"
import type { Permission } from "../core/privacy/permissions"
import type { CouponKind, CouponStatus } from "../core/coupon/coupon"
import type { Tier, TierBreakdown, TierPolicy } from "../core/value/tier"
import type { TierChangeKind, TierReason } from "../core/value/tier-change"

export type {
  Localized,
  AutomationDefinition,
  AutomationStatus,
  Decision,
  Mode,
  Reason,
  DeliveryState,
}
export type {
  OnSiteContent,
  RenderedContent,
  CouponKind,
  CouponStatus,
  Tier,
  TierBreakdown,
  TierPolicy,
}
export type {
  ConditionGroup,
  ConditionRule,
  ConditionTrace,
  FactType,
} from "../core/condition/condition"
import type { ReportKind } from "../core/report/report"

export type { ErasureReceipt, Permission }
export type { DecisionTrace } from "../core/decision/decision"
import type { PlanTerms } from "../core/renewal/plan"
import type { Outlook } from "../core/renewal/outlook"
import type { RenewalState } from "../core/renewal/subscription"

export type Page<K extends string, T> = { [key in K]: T[] } & {
  count: number
  offset: number
  limit: number
  count_is_estimate?: boolean
  next_cursor?: string | null
}

/** GET /admin/kairos/catalog → { catalog } */
export type CatalogResponse = {
  catalog: {
    triggers: {
      code: string
      label: Localized
      description: Localized
      /** `request` is decided while a page loads; `job` is found by Kairos itself. */
      source: "event" | "request" | "job"
      args: ArgResponse[]
      provides: string[]
      facts: string[]
    }[]
    facts: {
      code: string
      type: "number" | "money" | "text" | "boolean" | "date" | "list"
      label: Localized
      description: Localized
      unit: Localized | null
      part: string
      personal: boolean
      options: { value: string; label: Localized }[] | null
      /** Operator codes that fit the type. */
      operators: string[]
    }[]
    operators: { code: string; label: Localized; takes: "none" | "one" | "two" | "many" }[]
    actions: {
      code: string
      label: Localized
      description: Localized
      args: ArgResponse[]
      makes: "coupon" | "delivery"
    }[]
    channels: { code: string; label: Localized }[]
    placements: { code: string; name: string }[]
    objectives: { code: string; label: Localized }[]
    purposes: { code: string; label: Localized }[]
    presets: {
      code: string
      label: Localized
      description: Localized
      automation: AutomationDefinition
      /** What it sends; POST …/presets/:code/templates makes templates of them. */
      mails: { name: string; purpose: string; subject: string }[]
    }[]
  }
}

/** POST /admin/kairos/presets/:code/templates { locale? } */
export type PresetTemplatesResponse = {
  /** The preset's automation, which names them; not saved. */
  automation: AutomationDefinition
  templates: TemplateResponse[]
}

export type ArgResponse = {
  key: string
  type:
    | "number"
    | "text"
    | "boolean"
    | "select"
    | "money"
    | "template"
    | "placement"
    | "product"
    | "content"
  label: Localized
  required: boolean
  default?: unknown
  min?: number
  max?: number
  integer?: boolean
  /** What a number counts: minutes may be typed as hours or days. */
  unit?: "minutes"
  options?: { value: string; label: Localized }[]
}

/** GET /admin/kairos/automations, …/:id → { automation } */
export type AutomationResponse = AutomationDefinition & {
  id: string
  status: AutomationStatus
  version: number
  /** Read back as a sentence, in the three languages. */
  sentence: Localized
  /** What is allowed and surely not meant, such as conditions that nobody can ever fulfil. */
  warnings: Localized[]
  activated_at: string | null
  created_at: string
  updated_at: string
  /** Of the last 30 days, by decision kind and reason; and deliveries by state. */
  stats: {
    sent: number
    held: number
    skipped: number
    reasons: { reason: Reason; count: number }[]
    deliveries: { state: DeliveryState; count: number }[]
  }
}

export type AutomationVersionResponse = {
  version: number
  created_at: string
  created_by: string | null
  definition: AutomationDefinition
}

/** GET /admin/kairos/audit → Page<"entries", AuditEntryResponse> */
export type AuditEntryResponse = {
  id: string
  occurred_at: string
  /** The user or API key; "kairos" where it acted by itself. */
  actor: string
  action: string
  entity: string
  entity_id: string
  entity_name: string | null
  /** Fields by name; null where there was nothing to compare with. */
  changed: string[] | null
}

/** POST /admin/kairos/automations/:id/preview → { preview } */
export type PreviewResponse = {
  preview: {
    decision: DecisionResponse
    /** Why, as sentences. */
    explanation: Explanation
    messages: {
      channel: string
      to: string | null
      subject: string | null
      html: string | null
      text: string | null
      content: RenderedContent | null
      coupon_example: string | null
    }[]
  }
}

/** A trace as sentences that a person reads; every line in three languages. */
export type Explanation = {
  headline: Localized
  lines: { passed: boolean | null; text: Localized }[]
}

/** GET /admin/kairos/decisions → Page<"decisions", DecisionResponse>; …/:id → { decision: DecisionResponse, explanation, deliveries } */
export type DecisionResponse = Omit<Decision, "key"> & {
  automation_name: string | null
  event_name: string
  placement: string | null
}
export type FollowedStep = {
  step: string
  channel: string
  /** `sent`: it would have been; `queued` or `held`: it is not due yet, or has to wait. */
  state: DeliveryState
  reason: Reason | null
  because: Localized | null
  due_at: string
  would_go_at: string | null
}

export type DecisionDetailResponse = {
  decision: DecisionResponse
  explanation: Explanation
  deliveries: DeliveryResponse[]
  /** The later steps of a journey in shadow mode, in their order; empty for live ones. */
  followed: FollowedStep[]
}

export type DeliveryResponse = {
  id: string
  decision_id: string
  automation_id: string
  automation_name: string | null
  customer_id: string
  step: string
  channel: string
  state: DeliveryState
  reason: Reason | null
  /** As it is kept, in English; `because` says it to a person. */
  detail: string | null
  because: Localized | null
  /** The channels before its own that did not reach the person. */
  passed: { channel: string; text: Localized }[]
  /** On what it rested when it was let go; null before that. `basis` as in a decision's trace. */
  consent:
    | {
        purpose: string
        channel: string
        basis: string | null
        record_id: string | null
        expires_at?: string
      }[]
    | null
  /** What a held delivery waits for, and until when at the latest; the text shows the clock of `time_zone`, the person's. */
  hold: { until: string; time_zone: string | null; text: Localized } | null
  /** The event that would end its waiting before `due_at`. */
  awaits: { name: string; within_minutes: number; otherwise: "continue" | "exit" } | null
  priority: number
  due_at: string
  sent_at: string | null
  expires_at: string
  created_at: string
  attempts: { at: string; outcome: string; message: string | null; text: Localized | null }[]
  /** What the provider reported, oldest first; never used for a decision, because machines open and click, too. */
  reports: {
    kind: ReportKind
    at: string
    attempt: number | null
    /** The server's code, as `5.1.1`. */
    status: string | null
    /** Opened by a mail program by itself, or clicked by something that checks links. */
    machine: boolean
  }[]
  coupon: CouponResponse | null
}

/** One delivery, and its message as it can be read again. */
export type DeliveryDetailResponse = {
  delivery: DeliveryResponse
  /** As it was handed to the provider, without tokens and codes; null where nothing was, or it is not kept any more. */
  message: {
    attempt: number
    at: string
    locale: "en" | "es" | "pt"
    sender: string | null
    subject: string
    /** Its links lead nowhere; null where the channel carries plain text. */
    html: string | null
    text: string
  } | null
  /** For how many days messages are kept; 0 for not at all. */
  messages_kept_days: number
}

export type CouponResponse = {
  id: string
  code: string
  kind: CouponKind
  value: string | null
  currency_code: string | null
  minimum: string | null
  expires_at: string
  status: CouponStatus
  status_reason: string | null
  stranger_attempts: number
}

export type TemplateResponse = {
  id: string
  name: string
  locale: string
  purpose: string
  subject: string
  body: string
  text: string | null
  version: number
  created_at: string
  updated_at: string
}
/** POST /admin/kairos/templates/:id/render or /render { customer_id?, subject, body, text? } → { rendered } */
export type RenderResponse = {
  rendered: { subject: string; html: string; text: string; warnings: string[] }
}

export type PlacementResponse = {
  code: string
  name: string
  description: string | null
  fallback: OnSiteContent | null
  created_at: string
  updated_at: string
}

/** GET /admin/kairos/profiles/:customer_id → { profile } */
export type ProfileResponse = {
  profile: {
    customer_id: string
    email: string | null
    order_count: number
    item_count: number
    first_order_at: string | null
    last_order_at: string | null
    spent: Record<string, string>
    currency_code: string | null
    tier: Tier | null
    tier_breakdown: TierBreakdown | null
    tier_since: string | null
    /** How the tier came to be what it is, the newest first; none of whoever objected to profiling. */
    tier_changes: TierChangeResponse[]
    /** "B, because …" in three languages. */
    tier_sentence: Localized | null
    profiling_objected: boolean
    /** What last night's models expect; null before anything was bought, and for whoever objected to profiling. */
    forecast: CustomerValueResponse | null
    /** What they will need again, the soonest first. */
    due: DueResponse[]
    consents: ConsentStateResponse[]
    suppressed: { channel: string; cause: string; since: string; until: string | null }[]
    purchases: {
      id: string
      occurred_at: string
      currency_code: string
      total: string
      refunded: string
      canceled: boolean
      item_count: number
      source: string
    }[]
    purchases_count: number
    decisions: DecisionResponse[]
    coupons: CouponResponse[]
  }
}

export type TierChangeResponse = {
  at: string
  kind: TierChangeKind
  from: Tier | null
  /** At risk: what it becomes when nothing happens. */
  to: Tier | null
  score: number | null
  reason: TierReason
  /** The number of the policy that was in force. */
  policy_version: number | null
}

/** GET, POST /admin/kairos/tiers → { policy } */
export type TierPolicyResponse = {
  policy: TierPolicy & {
    version: number
    /** Set by the plugin's options. */
    is_fixed: boolean
    /** One figure alone misleads. */
    warnings: ("few_components" | "one_dominates")[]
  }
}

/** GET /admin/kairos/tiers/matrix → { matrix } */
export type TierMatrixResponse = {
  matrix: {
    time_zone: string
    /** Oldest first, the last one running. Null stands for whoever has bought nothing (any more). */
    months: { month: string; flows: { from: Tier | null; to: Tier | null; customers: number }[] }[]
  }
}

export type ConsentStateResponse = {
  purpose: string
  channel: string
  granted: boolean
  since: string | null
  source: string | null
}

/** GET /store/kairos/preferences → { preferences } */
export type PreferencesResponse = {
  preferences: {
    consents: ConsentStateResponse[]
    paused_until: string | null
    locale: string | null
    time_zone: string | null
    topics: string[]
    frequency: { max: number; days: number } | null
    quiet_hours: { from: string; to: string } | null
    /** What all of it means, in plain words, one sentence each. */
    summary: Localized[]
    /** The topics that the shop named; any may be chosen where it named none. */
    topics_offered: NamedResponse[]
    questions: QuestionResponse[]
    inferred: InferredPreferenceResponse[]
  }
}

export type NamedResponse = { value: string; label: Localized }

/** A question of the shop with the customer's answer; the fact `declared.` and its key reads it. */
export type QuestionResponse = {
  key: string
  kind: "choice" | "many" | "yes_no" | "number"
  label: Localized
  options: NamedResponse[]
  answer: string | number | boolean | readonly string[] | null
  answered_at: string | null
}

/** Concluded from what somebody does, or put right by them: then `source` is `declared`. */
export type InferredPreferenceResponse = {
  kind: "time_of_day" | "channel"
  label: Localized
  choice: string | null
  choice_label: Localized | null
  source: "inferred" | "declared" | null
  because: Localized
  choices: readonly NamedResponse[]
}

/** POST /store/kairos/preferences/preview → { summary } */
export type PreferencesPreviewResponse = { summary: Localized[] }

/** GET /store/kairos/content → { content, ttl } */
export type ContentResponse = { content: Record<string, RenderedContent | null>; ttl: number }

/** GET /store/kairos/coupons → { coupons } */
export type StoreCouponResponse = {
  code: string
  kind: CouponKind
  value: string | null
  currency_code: string | null
  minimum: string | null
  expires_at: string
  status: CouponStatus
  /** What ended an expired coupon before `expires_at`; null where its day came. */
  ended_by: "next_order_passed" | null
  /** Whether who gets it follows from what is known of the person; `disclosure` says so, to be shown beside the price. */
  personalized_price: boolean
  disclosure: string | null
}

/** GET /admin/kairos/coupon-attempts → a page of the codes that others than their owners tried */
export type TriedCodeResponse = {
  coupon_id: string
  customer_id: string
  /** The last four characters: the code itself is its owner's. */
  code_ending: string
  attempts: number
  /** On how many carts. */
  baskets: number
  first_at: string
  last_at: string
  /** Null while the attempts are too few for a leak. */
  revoked_at: string | null
  text: Localized
  address_blocks_count: number
  /** The five with the most attempts. */
  address_blocks: { block: string; attempts: number }[]
  channels: { sales_channel_id: string | null; attempts: number }[]
  /** The last 24 hours in which it was tried at all. */
  by_hour: { at: string; attempts: number }[]
}

/** GET /admin/kairos/carts → a page of these. */
export type CartResponse = {
  cart_id: string
  customer_id: string | null
  email: string | null
  state: CartState
  item_count: number
  /** Of its lines, at the prices of the cart. */
  item_total: string
  currency_code: string
  order_id: string | null
  last_activity_at: string
  abandoned_at: string | null
  emptied_at: string | null
  placed_at: string | null
  recovered_at: string | null
  /** Whether its owner was reminded; `because` says why not, or why not yet. */
  reminder: Reminder & { decision_id: string | null; delivery_id: string | null }
}

/** GET /admin/kairos/carts/weeks */
export type CartWeeksResponse = {
  /** `week` is its Monday. `recovered` are those of the ones that were left in it which became an order since. */
  weeks: { week: string; abandoned: number; recovered: number }[]
}

/** GET /admin/kairos/settings → { settings } */
export type SettingsResponse = {
  settings: {
    mode: Mode
    /** True when the plugin's options fix the mode: then the admin's switch cannot change it. */
    mode_is_fixed: boolean
    sender: { name: string; email: string; postal_address: string; reply_to: string | null } | null
    sender_is_fixed: boolean
    time_zone: string
    locale: string
    consent_basis: "opt_in" | "soft_opt_in"
    tiers: TierPolicy & Required<Pick<TierPolicy, "stability">>
    tiers_are_fixed: boolean
    caps: Cap[]
    caps_are_fixed: boolean
    quiet_hours: QuietHours | null
    quiet_hours_are_fixed: boolean
    /** Discounts for leaving a cart, per person. */
    recovery_discounts: {
      max: number
      days: number
      /** Whether the first step of a journey goes without a discount. */
      reminder_first: boolean
      /** From when on somebody counts as buying by such discounts; null: never. */
      habit: { purchases: number; percent: number; days: number } | null
    }
    recovery_discounts_are_fixed: boolean
    /** So many attempts by others within so many minutes revoke a coupon's code; null for never. */
    leak_radar: { attempts: number; minutes: number } | null
    leak_radar_is_fixed: boolean
    /** Percent of people who get nothing but service, to compare. */
    holdout_percent: number
    holdout_percent_is_fixed: boolean
    /** The kill switches. */
    stopped: { all: boolean; channels: string[] }
    /** `behind`: the database is older than the journal of refusals; with `unreadable`, nothing is sent either. */
    journal: { state: "off" | "agrees" | "behind" | "unreadable"; last_at: string | null }
    /** The database was made for another installation: nothing is sent until somebody confirms this one. */
    is_copy: boolean
    storefront_url: string
    public_url: string
  }
}

/** Those who were to be sent something, or those who were left out to compare. */
export type OutcomeGroup = {
  decisions: number
  people: number
  /** Decisions after which the goal happened in time; each counts once. */
  goals: number
  /** People whose first decision of the period reached its goal. */
  people_reached: number
  /** People who have not reached it and still have time. */
  people_open: number
  /** From 0 to 1; null while there are fewer than 100 people. */
  share: number | null
}

/** Of one currency; currencies are never added. */
export type RedemptionResponse = {
  currency_code: string
  coupons: number
  orders: number
  /** Coupons whose order was canceled afterwards; they are in neither sum. */
  canceled: number
  order_total: string
  discount: string
}

/** Calendar days of the shop, both included. */
export type PeriodResponse = { from: string; to: string; time_zone: string }

/** GET /admin/kairos/measurement/automations/:id → { measurement } */
export type MeasurementResponse = {
  measurement: {
    automation_id: string
    name: string
    objective: Objective
    goal: AutomationDefinition["goal"]
    period: PeriodResponse
    sent: OutcomeGroup
    holdout: OutcomeGroup
    /** What was counted, in words. */
    summary: Localized
    redemptions: RedemptionResponse[]
    /** A goal counts on the day of the decision that it followed. */
    by_day: {
      day: string
      sent: number
      sent_goals: number
      held_out: number
      held_out_goals: number
    }[]
    /** What it would have done in the last seven days, had it been live. */
    shadow: {
      days: { day: string; would_send: number; skipped: number }[]
      would_send: number
      people: number
      reasons: { reason: Reason; count: number }[]
      /** The steps after the first one: what went, waits, and why the others would not have gone. */
      later: {
        step: string
        would_send: number
        waits: number
        reasons: { reason: Reason; count: number }[]
      }[]
      coupons: { would_issue: number; fixed: { currency_code: string; amount: string }[] }
    }
  }
}

/** GET /admin/kairos/measurement/overview → { overview } */
export type OverviewResponse = {
  overview: {
    period: PeriodResponse
    /** What the caps did in the last `days` calendar days, whatever the period. */
    caps: {
      days: number
      automations: {
        automation_id: string
        name: string
        /** Went later. */
        later: number
        /** Expired before there was room. */
        lost: number
        waiting: number
        /** What share of the people who get its messages reaches its goal; null while fewer than 100 tell. */
        share: number | null
      }[]
      /** The goals that went with the lost messages, if those people had done as the others did; null where it cannot be said. */
      goals_lost: number | null
      summary: Localized
    }
    objectives: {
      objective: Objective
      label: Localized
      automations: number
      sent: OutcomeGroup
      holdout: OutcomeGroup
      summary: Localized
      redemptions: RedemptionResponse[]
    }[]
  }
}

/** A decision that reached its goal; GET /admin/kairos/conversions → { conversions, count, offset, limit } */
export type ConversionResponse = {
  decision_id: string
  automation_id: string
  /** Null for a visitor without a name. */
  customer_id: string | null
  objective: string
  /** Of the holdout, too: those are what would have happened anyway. */
  group: "sent" | "holdout"
  decided_at: string
  /** The first event that was its goal. */
  event_id: string
  event_name: string
  entity_id: string
  reached_at: string
}

/** GET /admin/kairos/health → { health } */
export type HealthResponse = {
  health: {
    status: "ok" | "warning" | "failing"
    problems: Localized[]
    mode: Mode
    /** False on a standby, or while the server refuses writes: then nothing is claimed. */
    database: { writable: boolean }
    /** Events of the last day that an active automation should have decided and did not; anything but 0 is a fault. */
    undecided_last_day: number
    inbox: {
      pending: number
      oldest_pending_seconds: number | null
      dead: number
      done_last_hour: number
    }
    deliveries: {
      queued: number
      overdue: number
      sending: number
      unknown: number
      dead: number
      failed_last_day: number
      sent_last_day: number
    }
    decision_latency_seconds: { p50: number | null; p95: number | null }
    /** Of the last 14 days in the shop's zone, the oldest first; `day` as 2026-03-02. */
    decisions_by_day: { day: string; sent: number; held: number; skipped: number }[]
    sweep: { last_at: string | null; found_last: number | null; found_last_day: number }
    triggers: TriggerHealthResponse[]
    /** Contacts that were owed at once: whether they went within an hour of their event. */
    promise: ContactPromiseResponse & {
      /** Events that nobody decided for an hour, of triggers that an automation waits for. */
      waiting: number
    }
    provider: {
      channel: string
      configured: boolean
      paused: boolean
      paused_reason: Localized | null
      /** As the provider calls itself, where that is known. */
      name: string | null
      /** Whether it writes headers into mails; without them marketing is refused. */
      sends_headers: boolean
      /** What the provider reports of mails: whether its reports are verified and taken, and when the last came. */
      reports: { verified: boolean; last_at: string | null; last_day: number }
      /** Marketing mails of 7 days that were delivered and reported as spam; stopped above 0.3 %. */
      complaints: { delivered: number; complained: number; stopped_since: string | null }
    }[]
    dead_letters: DeadLetterResponse[]
  }
}

export type ContactPromiseResponse = {
  last_day: PromiseCounts
  last_week: PromiseCounts
  /** From the event to the first contact, of seven days. */
  contact_seconds: { p50: number | null; p95: number | null }
}

/** `share` from 0 to 1; null when nothing was owed. */
export type PromiseCounts = {
  within_hour: number
  late: number
  missed: number
  share: number | null
}

export type TriggerHealthResponse = ContactPromiseResponse & {
  code: string
  label: Localized
  /** Automations that are active with it. */
  automations: number
  last_seen_at: string | null
  events_last_day: number
  events_last_week: number
  /** Of seven days, by the way they came: `bus`, `sweep`, `job`, `api`, `import`, `storefront`. */
  ways: { source: string; count: number }[]
  /** Of 14 days in the shop's zone, the oldest first. */
  by_day: { day: string; events: number }[]
  decision_seconds: { p50: number | null; p95: number | null }
  /** It used to come at this hour and weekday, and did not; null when nothing is wrong, or it is too rare or new to say. */
  silent: { hours: number; usual: number; text: Localized } | null
}

/** GET /admin/kairos/dead-letters → Page<"dead_letters", DeadLetterResponse> & { classes } */
export type DeadLetterResponse = {
  id: string
  name: string
  entity_id: string
  customer_id: string | null
  attempts: number
  error_class: string | null
  error_message: string | null
  occurred_at: string
  received_at: string
}
export type DeadLettersResponse = Page<"dead_letters", DeadLetterResponse> & {
  classes: { error_class: string | null; name: string; count: number }[]
}

export type RecoverCartResponse = {
  /** The shopper's own cart, or a new one with the same things in it. */
  cart_id: string
  /** Titles of what is not for sale any more and was left out. */
  missing: string[]
}

/** GET /admin/kairos/permissions → { permissions }: of whoever asks; all of them where the shop uses no roles. */
export type PermissionsResponse = {
  permissions: { code: Permission; label: Localized; granted: boolean }[]
}

/** POST /admin/kairos/restore { dry_run, renewals_checked } → { restoration } */
export type RestoreResponse = {
  restoration: {
    dry_run: boolean
    /** The journal's newest line: until then messages may have left that this database knows nothing of. */
    last_at: string
    /** Lines that this database did not know. */
    lines: number
    unreadable: number
    withdrawn: number
    suppressed: number
    paused: number
    erased: number
    /** Of those four, about people whom this database does not know. */
    unknown_people: number
    /** Messages that may have left, and do not leave again. */
    deliveries: number
    /** Renewals that may have been charged. */
    renewals: number
  }
}

/** What one table holds of a person. */
export type DossierSectionResponse = {
  table: string
  label: Localized
  purpose: Localized
  basis: Localized
  retention: Localized
  rows: readonly Readonly<Record<string, unknown>>[]
}

/** POST /store/kairos/decisions/:id/review { message?, locale? } → { review } */
export type OwnReviewResponse = {
  id: string
  decision_id: string
  /** What the shopper was told of the decision when they asked. */
  told: Localized
  message: string
  state: "open" | "closed"
  created_at: string
  closed_at: string | null
  /** What a person of the shop says to it. */
  answer: string | null
}

/** GET /admin/kairos/reviews → Page<"reviews", ReviewResponse> */
export type ReviewResponse = OwnReviewResponse & {
  customer_id: string
  /** The language that the shopper reads. */
  locale: string
  closed_by: string | null
}

/** GET /admin/kairos/privacy/register → { register } */
export type RegisterResponse = {
  register: {
    table: string
    label: Localized
    classes: readonly ("identifies" | "declared" | "observed" | "inferred")[]
    purpose: Localized
    basis: Localized
    retention: Localized
    at_erasure: Localized
  }[]
}

/** POST /store/kairos/privacy/erase, /admin/kairos/profiles/:customer_id/erase → { receipt } */
export type ReceiptResponse = { receipt: ErasureReceipt }

/** GET /store/kairos/privacy/export → { privacy } */
export type OwnPrivacyResponse = {
  privacy: {
    customer_id: string
    email: string | null
    made_at: string
    declared: readonly DossierSectionResponse[]
    observed: readonly DossierSectionResponse[]
    inferred: readonly DossierSectionResponse[]
    consents: ConsentStateResponse[]
    suppressed: { channel: string; cause: string; since: string }[]
    /** The last ones, each as a sentence. */
    decisions: {
      id: string
      automation_name: string | null
      decided_at: string
      kind: "send" | "hold" | "skip"
      because: Localized
      /** The same in words for the person whom it was about. */
      told: Localized
    }[]
    profiling_objected: boolean
    /** The value that the shop sees in them, with what it is made of; null without one. */
    value: { tier: Tier; sentence: Localized } | null
    /** What they answered to the shop's questions. */
    answers: { label: Localized; value: Localized; at: string }[]
    preferences_inferred: InferredPreferenceResponse[]
    reviews: OwnReviewResponse[]
  }
}

/** GET /admin/kairos/profiles/:customer_id/privacy → { privacy } */
export type PrivacyResponse = {
  privacy: OwnPrivacyResponse["privacy"] & {
    /** Other customer rows with the same address; theirs are dossiers of their own. */
    same_address: { customer_id: string; has_account: boolean }[]
  }
}

type MissingHistory = { what: string } & Partial<
  Record<"found" | "needed" | "days" | "share" | "usual" | "alive", number>
>

/** One customer with what is known and what is foretold of them; days are `2026-03-02`, probabilities from 0 to 1. */
export type CustomerValueResponse = {
  customer_id: string
  tier: Tier | null
  tier_score: number | null
  order_count: number
  spent: Record<string, string>
  last_order_at: string | null
  /** Of the values that are expected. */
  currency_code: string | null
  alive: number | null
  risk: "low" | "medium" | "high" | null
  purchases_90: number | null
  purchases_365: number | null
  value_90: number | null
  value_365: number | null
  /** Half of such customers order by `next_median`, four of five between `next_from` and `next_to`. */
  next_from: string | null
  next_median: string | null
  next_to: string | null
  buyer_class: BuyerClassName | null
  class_set_by: string | null
  discount_reliance: number | null
  /** Days with an order after the first; null before the first night. */
  repeats: number | null
  /** What is missing for `alive`, `purchases`, `value`, `next_order`. */
  missing: Record<string, MissingHistory>
}

export type BuyerClassName = "adopter" | "pragmatist" | "sceptic" | "laggard"

/** GET /admin/kairos/value/products/:product_id/buyers → { buyers } */
export type ProductBuyersResponse = {
  buyers: {
    product_id: string
    customers: number
    first_bought_on: string | null
    last_bought_on: string | null
    /** Of the customers whose class is known. */
    classes: Record<BuyerClassName, number>
    usual_shares: Record<BuyerClassName, number>
  }
}

/** GET /admin/kairos/value → { value } */
export type ValueResponse = {
  value: {
    /** The day up to which the last night saw the shop; null before the first one. */
    as_of: string | null
    /** Customers with a tier. */
    customers: number
    tiers: Record<Tier, number>
    risks: Record<"low" | "medium" | "high", number>
    scores: { from: number; customers: number }[]
    expected: { currency_code: string; value_90: number; value_365: number }[]
    months: {
      month: string
      currency_code: string
      orders: number
      customers: number
      repeat_orders: number
      net: string
    }[]
    models: NotEnoughHistory | LearnedModels | null
    /** Why nobody can be told to have left. */
    churn: NotEnoughHistory | null
    buyer_classes: {
      customers: Record<BuyerClassName, number>
      usual_shares: Record<BuyerClassName, number>
      missing: MissingHistory | null
    }
    affinity:
      NotEnoughHistory | { kind: "learned"; baskets: number; least: number; pairs: number } | null
    followers: NotEnoughHistory | { kind: "learned"; window_days: number; products: number } | null
    replacement: NotEnoughHistory | { kind: "learned"; products: number } | null
  }
}

export type NotEnoughHistory = { kind: "not_enough"; missing: MissingHistory }

/** The model that foretold best what was held back, and how well. */
export type LearnedModels = {
  kind: "learned"
  studied: number
  model: string
  learned_from: string
  learned_to: string
  tested_to: string
  expected_total: number
  actual_total: number
  /** Mean absolute error per customer, in orders; `own_rate_mae` is that of "everybody goes on as before". */
  mae: number
  own_rate_mae: number
  beats_own_rate: boolean
  bins: {
    x: number
    open: boolean
    customers: number
    actual_mean: number
    expected_mean: number
  }[]
  value: { expected_total: number; actual_total: number; top_decile_share: number | null } | null
}

/** A pair, a follower or a product's interval, as far as each has it. */
export type ProductLessonResponse = {
  product_key: string
  title: string | null
  other_key: string | null
  other_title: string | null
  support: number | null
  confidence: number | null
  lift: number | null
  baskets: number | null
  customers: number | null
  eligible: number | null
  median_days: number | null
  learned: {
    events: number
    km_q25: number | null
    km_median: number | null
    km_q75: number | null
    weibull: { median_between: readonly [number, number] }
    back_test: { customers: number; expected: number; actual: number } | null
  } | null
}

export type DueResponse = {
  customer_id: string
  product_key: string
  title: string | null
  last_bought: string
  due_from: string
  due_median: string
  due_to: string
  own_weight: number
}

/** GET /store/kairos/recommendations → { products } */
export type RecommendationResponse = {
  id: string
  handle: string
  title: string
  thumbnail: string | null
  support: number | null
  confidence: number | null
  lift: number | null
  /** Days until it is bought again, or after the other product. */
  interval: { median_days: number; from_days: number | null; to_days: number | null } | null
}

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
  status: "active" | "cancelled" | "lapsed" | "expired"
  /** Until when it is paid. */
  current_until: string
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

/** GET /store/kairos/subscriptions → { subscriptions }, POST …/:id/{cancel,resume,skip,renew,auto-renew} → { subscription, receipt } */
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
  /** Whether a cancellation may still be taken back. */
  may_resume: boolean
  /** A signed page that lists the cards on file; null where it is not paid by one. */
  card_url: string | null
  /** What was charged for renewals, newest first. */
  charges: {
    at: string
    /** Decimal string. */
    amount: string | null
    currency_code: string
    order_id: string | null
  }[]
}

/** What was done and when; the mail says the same. `done` is false where it was so already. */
export type SubscriptionReceipt = {
  act: "cancel" | "resume" | "skip" | "renew" | "auto_renew_on" | "auto_renew_off"
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

/** GET /admin/kairos/subscriptions/:id → { subscription, agreed, outlook, renewals, records, mails } */
export type SubscriptionDetailResponse = {
  subscription: SubscriptionResponse
  /** What the customer agreed to, as it was then. */
  agreed: {
    terms: PlanTermsResponse
    plan_version: number
    /** Of the text beside the box for automatic renewal; null where it was not ticked. */
    text_version: string | null
    /** Since when it renews by itself. */
    auto_renew_since: string | null
    country_code: string | null
    zone: string
    payment_provider: string | null
    last_used_at: string | null
    kept_at: string | null
  }
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
  /** Expected from automatic renewals, by currency. */
  expected: Readonly<Record<string, string>>
}
