import type { ConsentBasis, ContactState } from "../../core/consent/consent"
import { consentKey } from "../../core/consent/fold"
import { mayUse } from "../../core/consent/may-use"

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

/** What applies without a record. Pauses and suppressions are another matter: they are no answer to the question. */
function grantedUnasked(choice: Choice, contact: ContactState, basis: ConsentBasis): boolean {
  const unrestricted = { ...contact, suppressed: {}, paused_until: null }
  return mayUse(choice.purpose, choice.channel, unrestricted, basis).allowed
}
