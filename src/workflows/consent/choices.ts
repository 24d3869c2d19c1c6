import type { ContactState } from "../../core/consent/consent"
import { consentKey, hasEnded } from "../../core/consent/fold"
import { mayUse } from "../../core/consent/may-use"
import { type ConsentPolicy, DEFAULT_CONSENT_POLICY } from "../../core/consent/policy"
import { normaliseEmail } from "../../core/identity/email"
import { lastPurchaseOf } from "../../read-models/last-purchase"
import type { Runtime } from "../support/runtime"

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

/** What a choice that was not made, or is over, depends on. */
type Now = {
  readonly policy: ConsentPolicy
  /** ISO 8601. */
  readonly now: string
  /** When the person last bought something; null: never. */
  readonly bought_at: string | null
}

/** The choices of one person as they stand now. */
export async function readChoices(
  runtime: Runtime,
  contact: ContactState,
  email: string
): Promise<readonly ChoiceState[]> {
  return choicesOf(contact, {
    policy: runtime.policy,
    now: runtime.clock.now().toISOString(),
    bought_at: await lastPurchaseOf(runtime.knex, normaliseEmail(email) ?? email),
  })
}

/** What this person may decide on, and what they have decided on before, each with how it stands. */
export function choicesOf(contact: ContactState, at: Now): readonly ChoiceState[] {
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
      granted:
        entry === undefined || hasEnded(entry, at.now)
          ? appliesNow(choice, contact, at)
          : entry.granted,
      since: entry?.since ?? null,
      source: entry?.source ?? null,
    }
  })
}

/**
 * What applies without a record that still counts, to a customer of age. Pauses, suppressions and age are another matter: they are
 * no answer to the question.
 */
function appliesNow(choice: Choice, contact: ContactState, at: Now): boolean {
  const unrestricted = { ...contact, suppressed: {}, paused_until: null, birth_date: null }
  const policy = { ...at.policy, minors: DEFAULT_CONSENT_POLICY.minors }
  return mayUse({ ...choice, bought_at: at.bought_at }, unrestricted, policy, at.now).allowed
}
