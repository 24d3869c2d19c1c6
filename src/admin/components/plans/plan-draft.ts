import type { PlanResponse } from "../../../types"

export type PlanDraft = Pick<PlanResponse, "name" | "product_id" | "variant_id" | "terms">

export type Term = PlanDraft["terms"]["term"]

/** The same number in another unit; of uses, within a year. */
export function inUnit({ count }: Term, unit: Term["unit"]): Term {
  return unit === "use"
    ? { unit, count, within: { unit: "year", count: 1 }, few: null }
    : { unit, count }
}

export type TermsChange = (patch: Partial<PlanDraft["terms"]>) => void

/** A month, charged by itself where the customer agrees to it: what most plans are. */
export const EMPTY_PLAN: PlanDraft = {
  name: "",
  product_id: "",
  variant_id: null,
  terms: {
    term: { unit: "month", count: 1 },
    renewal: "automatic",
    price: null,
    trial_days: 0,
    grace_days: 7,
    notice_days: null,
    notice_after_use: false,
    notice_after_visit: false,
    dormant_after_days: null,
    may_skip: true,
    postpone_days: null,
    pause_days: null,
    withdrawal_days: null,
    customer_group_id: null,
    tier_floor: null,
    placements: [],
  },
}
