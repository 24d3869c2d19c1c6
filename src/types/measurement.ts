import type { Localized } from "../core/catalog/definitions"
import type { AutomationDefinition, Objective } from "../core/decision/automation"
import type { Reason } from "../core/decision/decision"

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
    /** Contacts of live automations that people were spared in the last `days` calendar days, whatever the period. */
    avoided: {
      days: number
      count: number
      groups: {
        kind: "unwanted" | "too_many" | "too_late"
        count: number
        reasons: { reason: Reason; count: number }[]
      }[]
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
