import type { Reason } from "../../../types"

/** All reasons that a filter may name; the type makes a missing or surplus one an error. */
const REASONS: Record<Reason, true> = {
  consent_missing: true,
  suppressed: true,
  objected: true,
  minor: true,
  condition_false: true,
  condition_unknown: true,
  holdout: true,
  capped: true,
  outranked: true,
  quiet_hours: true,
  no_address: true,
  expired: true,
  too_old: true,
  reentry: true,
  already_bought: true,
  unavailable: true,
  open_complaint: true,
  budget_spent: true,
  price_changed: true,
  awaiting_approval: true,
  inactive: true,
  killed: true,
  staging: true,
}

export const ALL_REASONS = Object.keys(REASONS) as readonly Reason[]
