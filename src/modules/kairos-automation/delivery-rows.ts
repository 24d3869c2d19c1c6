import type { Reason } from "../../core/decision/decision"
import type { DeliveryState, PassedChannel } from "../../core/decision/delivery"
import type { Hold } from "../../core/decision/timing"
import type { WaitForEvent } from "../../core/schedule/wait"

export type NewDelivery = {
  readonly id: string
  readonly key: string
  readonly decision_id: string
  readonly automation_id: string
  readonly automation_version: number
  readonly event_id: string
  readonly customer_id: string
  readonly email: string | null
  readonly step: string
  readonly channel: string
  readonly purpose: string
  readonly action: { readonly code: string; readonly args: Readonly<Record<string, unknown>> }
  readonly coupons: readonly {
    readonly code: string
    readonly args: Readonly<Record<string, unknown>>
  }[]
  readonly placement: string | null
  /** All its ways in their order, the first one too; null where there is one. */
  readonly choices: readonly NewDelivery["action"][] | null
  /** The channels that did not reach the person; null where the first one does. */
  readonly passed: readonly PassedChannel[] | null
  /** Of its automation, 0 to 100: which goes first when there is room for one. */
  readonly priority: number
  readonly awaits: WaitForEvent | null
  readonly due_at: string
  readonly expires_at: string
}

export type DeliveryRow = Omit<NewDelivery, "due_at" | "expires_at"> & {
  readonly state: DeliveryState
  readonly reason: Reason | null
  readonly detail: string | null
  readonly content: unknown
  /** The channels on which a provider refused it for good; null where none did. */
  readonly refused: readonly PassedChannel[] | null
  /** Null until it is let go, and for those of before this was written down. */
  readonly consent: DeliveryConsent | null
  /** What a held delivery waits for; it is asked again when it is due. */
  readonly hold: Hold | null
  readonly due_at: Date
  readonly expires_at: Date
  readonly attempts: number
  readonly lock_token: string
  readonly locked_until: Date | null
  readonly send_started_at: Date | null
  readonly sent_at: Date | null
  readonly external_id: string | null
  readonly created_at: Date
}

/** What a message rested on when it was let go: one line for each purpose that was asked for. */
export type DeliveryConsent = readonly {
  readonly purpose: string
  readonly channel: string
  readonly basis: string | null
  readonly record_id: string | null
  readonly expires_at?: string
}[]

/** How a claim ends where no provider is asked. */
export type Settlement = {
  readonly state: DeliveryState
  readonly reason: Reason | null
  readonly detail: string | null
  readonly content?: unknown
  readonly consent?: DeliveryConsent
  /** What it waits for, of one that is held. */
  readonly hold?: Hold
}

export type AttemptRow = {
  readonly delivery_id: string
  readonly attempt: number
  readonly started_at: Date
  readonly finished_at: Date | null
  readonly outcome: "started" | "sent" | "transient" | "permanent" | "unknown" | "abandoned"
  readonly message: string | null
}

/** How an attempt ended, and what that makes of the delivery. */
export type Ending = {
  readonly state: DeliveryState
  readonly outcome: AttemptRow["outcome"]
  readonly message: string | null
  readonly external_id?: string | null
  readonly retry_in_seconds?: number
  /** Where this channel refused it for good and another one is left: all that did. */
  readonly refused?: readonly PassedChannel[]
  /** Whether the attempt counts: a provider that refuses our key burns nobody's attempts. */
  readonly keep_attempt?: boolean
}

export type DeliveryFilter = {
  readonly customer_id?: string
  readonly automation_id?: string
  readonly decision_id?: string
  readonly state?: string
  readonly channel?: string
}

/** The same customer id, or the same normalised e-mail. */
export type Person = { readonly customer_id: string | null; readonly email: string | null }

export type Rival = Pick<DeliveryRow, "id" | "automation_id" | "priority">
