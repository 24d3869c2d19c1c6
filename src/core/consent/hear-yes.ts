import type { ConsentRecord, ContactState } from "./consent"
import { consentKey, hasEnded } from "./fold"

/** Who says yes over the shop's routes, and what of it is proven. */
export type Speaker =
  /** Anybody: whose address it is nobody knows. */
  | { readonly kind: "guest" }
  /** Somebody who is logged in with this address, which Medusa does not verify. */
  | { readonly kind: "account"; readonly actor: string }
  /** Whoever reads the address: they hold a link that was mailed to it. */
  | { readonly kind: "link" }

type Yes = { readonly purpose: string; readonly channel: string }

/** A record, as far as it is asked who said it and how. */
type Said = Pick<
  ConsentRecord,
  "purpose" | "channel" | "granted" | "source" | "occurred_at" | "basis"
> & { readonly actor: string }

export type Heard =
  /** It counts already. */
  | "known"
  | "taken"
  /** Only whoever reads the address may say so: it is asked by mail. */
  | "unproven"

/** A yes that came through a link in a mail to the address: somebody reads it, and agreed. */
const PROOFS: ReadonlySet<string> = new Set(["confirmation", "preferences_link"])
/** What a mail program or the provider says in the owner's name; a bounce says something about the mailbox alone. */
const OWNERS_WORD: ReadonlySet<string> = new Set(["unsubscribed", "spam_report"])

/**
 * What becomes of a yes. Anybody can write anybody's address, also into the form that makes an account. So without a proof a
 * yes can only ever add: it never undoes a no, unless the same account said every no since the last yes with its own hand. With
 * double opt-in nothing that reaches out counts before somebody who reads the address agreed to it once.
 */
export function hearYes(
  wanted: Yes,
  speaker: Speaker,
  heard: {
    readonly contact: Pick<ContactState, "consents" | "suppressed">
    readonly records: readonly Said[]
    readonly double_opt_in: boolean
    /** ISO 8601. */
    readonly now: string
  }
): Heard {
  const { contact, now } = heard
  const records = heard.records.filter(
    (one) =>
      one.purpose === wanted.purpose && one.channel === wanted.channel && one.basis !== "inquiry"
  )
  const refusals = refusalsOf(wanted, contact, records)
  const entry = contact.consents[consentKey(wanted.purpose, wanted.channel)]
  const counts = entry?.granted === true && entry.basis !== "inquiry" && !hasEnded(entry, now)
  if (counts && refusals.length === 0) {
    return "known"
  }
  return mayUndo(refusals, speaker) && mayBegin(wanted, speaker, records, heard.double_opt_in)
    ? "taken"
    : "unproven"
}

/** Who said each no that stands since the last yes; null is nobody whom the shop could know again. */
function refusalsOf(
  { channel }: Yes,
  { suppressed }: Pick<ContactState, "suppressed">,
  records: readonly Said[]
): readonly (string | null)[] {
  const times = records.filter(({ granted }) => granted).map(at)
  const lastYes = Math.max(Number.NEGATIVE_INFINITY, ...times)
  const refused = records.filter((one) => !one.granted && at(one) >= lastYes)
  const stop = suppressed[channel]
  const stopped =
    stop !== undefined && OWNERS_WORD.has(stop.cause) && Date.parse(stop.since) >= lastYes
  return [...refused.map(({ actor }) => actor), ...(stopped ? [null] : [])]
}

const at = ({ occurred_at }: Said): number => Date.parse(occurred_at)

const mayUndo = (refusals: readonly (string | null)[], speaker: Speaker): boolean =>
  speaker.kind === "link" ||
  refusals.every((actor) => speaker.kind === "account" && actor === speaker.actor)

function mayBegin(
  { channel }: Yes,
  { kind }: Speaker,
  records: readonly Said[],
  doubleOptIn: boolean
): boolean {
  if (!doubleOptIn || kind === "link") {
    return true
  }
  const proven = records.some(({ granted, source }) => granted && PROOFS.has(source))
  return kind === "account" && (channel === "on_site" || proven)
}
