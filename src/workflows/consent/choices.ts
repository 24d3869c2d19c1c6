import type { ConsentBasis, ContactState } from "../../core/consent/consent"
import { consentKey } from "../../core/consent/fold"
import { mayUse } from "../../core/consent/may-use"
import { DEFAULT_CONSENT_POLICY } from "../../core/consent/policy"

export type Choice = { readonly purpose: string; readonly channel: string }

export type ChoiceState = Choice & {
  readonly granted: boolean
  /** Null: nothing was said yet, and what applies without a word is shown. */
  readonly since: string | null
  readonly source: string | null
}

/** What everybody may decide on. A service notice is no choice. */
const OFFERED: readonly Choice[] = [
  { purpose: "marketing", channel: "email" },
  { purpose: "personalisation", channel: "on_site" },
  { purpose: "profiling", channel: "on_site" },
]

/** Nothing here depends on when it is asked. */
const SOME_DAY = "2026-01-01T00:00:00.000Z"

/** What this person may decide on, and what they have decided on before, each with how it stands. */
export function choicesOf(contact: ContactState, basis: ConsentBasis): readonly ChoiceState[] {
  const recorded = Object.keys(contact.consents).map((key) => {
    const [purpose = "", channel = ""] = key.split(":")
    return { purpose, channel }
  })
  const all = new Map(
    [...OFFERED, ...recorded]
      .filter(({ purpose }) => purpose !== "service")
      .map((choice) => [consentKey(choice.purpose, choice.channel), choice])
  )
  return [...all].map(([key, choice]) => {
    const entry = contact.consents[key]
    return {
      ...choice,
      granted: entry?.granted ?? grantedUnasked(choice, contact, basis),
      since: entry?.since ?? null,
      source: entry?.source ?? null,
    }
  })
}

/**
 * What applies without a record, to a customer of age. Pauses, suppressions and age are another matter: they are no answer to
 * the question.
 */
function grantedUnasked(choice: Choice, contact: ContactState, basis: ConsentBasis): boolean {
  const unrestricted = { ...contact, suppressed: {}, paused_until: null, birth_date: null }
  const use = { ...choice, bought_at: SOME_DAY }
  return mayUse(use, unrestricted, { ...DEFAULT_CONSENT_POLICY, basis }, SOME_DAY).allowed
}
