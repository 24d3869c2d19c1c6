import type { Subject } from "../catalog/definitions"
import type { ConsentState } from "../consent/consent"
import type { Language } from "../text/localized"
import { languageOf } from "./format-value"

type Known = Pick<Subject, "contact" | "customer" | "order" | "session" | "subscription">

/**
 * The language a person reads: what they chose, else what the shop knows of them, else that in which they ordered last, else that of
 * the form in which they last agreed to something; null when nothing tells.
 */
export function personLanguage({
  contact,
  customer,
  order,
  session,
  subscription,
}: Known): Language | null {
  const told = [
    contact?.locale,
    customer?.locale,
    order?.locale,
    subscription?.locale,
    session?.locale,
    customer?.ordered_in,
    agreedIn(contact?.consents ?? {}),
  ]
  return told.map(languageOf).find((language) => language !== null) ?? null
}

/** Nobody agrees to what they cannot read; what they withdrew, they may have met on a page of any language. */
function agreedIn(consents: ConsentState): string | null {
  const given = Object.values(consents).filter(({ granted, locale }) => granted && locale != null)
  const newest = given.sort((a, b) => Date.parse(b.since) - Date.parse(a.since))[0]
  return newest?.locale ?? null
}
