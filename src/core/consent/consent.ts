import type { QuietHours } from "../schedule/quiet-hours"

/** The purposes that Kairos knows; a shop may add its own. */
export const PURPOSES = [
  "service",
  "marketing",
  "personalisation",
  "profiling",
  "reviews",
  "sharing",
] as const
export type Purpose = (typeof PURPOSES)[number] | (string & {})

export const CHANNELS = ["email", "sms", "push", "on_site"] as const
export type Channel = (typeof CHANNELS)[number] | (string & {})

/** One piece of evidence; never changed, never deleted. */
export type ConsentRecord = {
  readonly id: string
  readonly purpose: Purpose
  readonly channel: Channel
  readonly granted: boolean
  /** Where it was given: `registration`, `checkout`, `preferences`, `unsubscribe_link`, `one_click`, `import`, `admin`. */
  readonly source: string
  readonly text_version: string | null
  readonly locale: string | null
  readonly occurred_at: string
  /** An inquiry is consent that the law implies; it never takes the place of what the person said. */
  readonly basis?: RecordBasis | null
  /** From when on it says nothing any more; without one it has no end. */
  readonly expires_at?: string | null
}

/** What a record of consent rests on: the person's own word, or an inquiry of theirs (CASL, section 10(10)). */
export const RECORD_BASES = ["consent", "inquiry"] as const
export type RecordBasis = (typeof RECORD_BASES)[number]

/** The newest record for one purpose and channel. */
export type ConsentEntry = {
  readonly granted: boolean
  readonly since: string
  readonly source: string
  readonly record_id: string
  /** The language in which it was asked; rows that were folded before this was kept have none. */
  readonly locale?: string | null
  /** Absent for the person's own word. */
  readonly basis?: RecordBasis
  readonly expires_at?: string
}

/** The current state as a fold of the history, by `purpose:channel`. */
export type ConsentState = Readonly<Record<string, ConsentEntry>>

export type Suppressed = {
  readonly cause: string
  readonly since: string
  /** A pause that ends by itself, after soft bounces; null and none are for good. */
  readonly until?: string | null
}

/** Everything that may restrict contact with one person (the same customer id or the same normalised e-mail). */
export type ContactState = {
  readonly consents: ConsentState
  /** Channels on which nothing may be sent: hard bounce, spam report, erased. By channel, with the cause. */
  readonly suppressed: Readonly<Record<string, Suppressed>>
  readonly profiling_objected: boolean
  readonly paused_until: string | null
  readonly locale: string | null
  readonly time_zone: string | null
  /** The person's own; it replaces the shop's. */
  readonly quiet_hours?: QuietHours | null
  /** What they want to hear about, by the shop's codes. */
  readonly topics?: readonly string[]
  /** At most so many messages in so many calendar days, as the person chose; besides the shop's own caps. */
  readonly frequency?: { readonly max: number; readonly days: number } | null
  /** A list of people who want no advertising from anybody, where they stand on one. */
  readonly excluded_by?: string | null
  /** `2010-02-28`, and the country whose law counts; both as far as they are known. */
  readonly birth_date?: string | null
  readonly country_code?: string | null
}

export type ConsentBasis = "opt_in" | "soft_opt_in"

/** The answer to "may this purpose use this channel now", with the record that it rests on. */
export type ConsentVerdict =
  | {
      readonly allowed: true
      /** `existing_customer` is the soft opt-in after a purchase, `inquiry` what the law implies after one. */
      readonly basis: "consent" | "inquiry" | "existing_customer" | "not_needed" | "shop_default"
      readonly record_id: string | null
      /** When it ends by itself; absent where it does not. */
      readonly expires_at?: string
    }
  | {
      readonly allowed: false
      readonly reason: "consent_missing" | "suppressed" | "objected" | "minor"
      readonly record_id: string | null
      readonly detail: string
    }
