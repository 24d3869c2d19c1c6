import type { Localized } from "../core/catalog/definitions"
import type { NamedResponse } from "./page"

export type ConsentStateResponse = {
  purpose: string
  channel: string
  granted: boolean
  since: string | null
  source: string | null
}

/**
 * What this request asked for and what does not count before it is confirmed by the mail that was sent: a yes where whoever reads the
 * address said no, or where the shop asks for double opt-in; a pause, a frequency or hours looser than whoever reads the address
 * wanted, or than the shop's.
 */
export type UnconfirmedResponse =
  | { purpose: string; channel: string }
  | {
      preference: "paused_until" | "frequency" | "quiet_hours" | "time_zone"
      /** As it was asked for. */
      value: unknown
    }

/** GET /store/kairos/preferences → { preferences } */
export type PreferencesResponse = {
  preferences: {
    consents: ConsentStateResponse[]
    unconfirmed: UnconfirmedResponse[]
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

/** A question of the shop with the customer's answer; the fact `declared.` and its key reads it. */
export type QuestionResponse = {
  key: string
  kind: "choice" | "many" | "yes_no" | "number"
  label: Localized
  options: NamedResponse[]
  /** A share is a number from 0 to 100. */
  measures?: "wallet_share" | undefined
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
