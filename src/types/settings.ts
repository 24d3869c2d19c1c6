import type { Localized } from "../core/catalog/definitions"
import type { Mode } from "../core/decision/decision"
import type { Cap } from "../core/decision/timing"
import type { Permission } from "../core/privacy/permissions"
import type { QuietHours } from "../core/schedule/quiet-hours"
import type { TierPolicy } from "../core/value/tier"

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
    /** Whether one of the shop's questions measures the share of wallet. */
    wallet_is_asked: boolean
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
    /** Within which the shop wants to answer what went wrong for a customer. */
    answer_hours: number
    answer_hours_are_fixed: boolean
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
