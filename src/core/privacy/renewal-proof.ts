import type { Localized } from "../catalog/definitions"
import { REGISTER } from "./register"

/** What is kept of a person's agreements to renewals, also after their erasure, and why it may be. It names nobody. */
export type RenewalProof = {
  readonly records: number
  /** On which ground of law. */
  readonly basis: Localized
  readonly because: Localized
  /** ISO 8601; null while one of their subscriptions goes on: its end is not known. */
  readonly until: string | null
}

export type FoundProof = {
  readonly records: number
  /** If all that goes on ended when what is paid for ends. */
  readonly until: string
  readonly goes_on: boolean
}

/**
 * As the register says why. Whoever is erased has nothing that goes on any more.
 * @returns null where nothing was agreed to
 */
export function renewalProof(found: FoundProof | null, erased: boolean): RenewalProof | null {
  const entry = REGISTER.find(({ table }) => table === "kairos_subscription_record")
  if (found === null || entry?.erasure.kind !== "keep") {
    return null
  }
  return {
    records: found.records,
    basis: entry.basis,
    because: entry.erasure.because,
    until: found.goes_on && !erased ? null : found.until,
  }
}
