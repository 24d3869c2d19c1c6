import type { ConsentBasis } from "./consent"
import type { MinorPolicy } from "./minor"

/** What a shop lets apply where a person said nothing, and to whom nothing of it applies. */
export type ConsentPolicy = {
  readonly basis: ConsentBasis
  /** Whole calendar months after the last purchase in which the soft opt-in lasts; Canada's law allows 24. */
  readonly purchase_months: number
  readonly minors: MinorPolicy
}

/** What applies with nothing configured: people are asked first, and whoever is known to be under 18 is left alone. */
export const DEFAULT_CONSENT_POLICY: ConsentPolicy = {
  basis: "opt_in",
  purchase_months: 24,
  minors: { ages: { default: 18 }, unknown: "adult", time_zone: "UTC" },
}
