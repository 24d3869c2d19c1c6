/** What a line of the journal says of somebody; a mark says only that Kairos was at work then. */
export const JOURNAL_KINDS = [
  "withdrawn",
  "given_again",
  "suppressed",
  "lifted",
  "paused",
  "erased",
  "mark",
] as const
export type JournalKind = (typeof JOURNAL_KINDS)[number]

/**
 * One line of the journal of refusals, which is kept outside of the database so that a restored backup cannot forget them. It
 * names nobody: `hash` is the keyed hash of an address, or of a customer's id where somebody was erased.
 */
export type JournalEntry = {
  readonly id: string
  readonly kind: JournalKind
  /** When it was said or happened. ISO 8601. */
  readonly at: string
  readonly hash: string | null
  readonly purpose: string | null
  readonly channel: string | null
  readonly cause: string | null
  /** When a pause ends; null for what has no end, and for a pause that was taken back. */
  readonly until: string | null
}

const FIELDS = ["id", "kind", "at", "hash", "purpose", "channel", "cause", "until"] as const

/** As it is kept, without what is null and without its line break. */
export function journalLine(entry: JournalEntry): string {
  return JSON.stringify(
    Object.fromEntries(FIELDS.map((field) => [field, entry[field] ?? undefined]))
  )
}

/** What a line says, or null where it is none of ours: cut off by a crash, or written by somebody else. */
export function readJournalLine(line: string): JournalEntry | null {
  const said = parsed(line)
  if (said === null) {
    return null
  }
  const text = (field: string) => (typeof said[field] === "string" ? said[field] : null)
  const [id, at] = [text("id"), text("at")]
  const kind = JOURNAL_KINDS.find((one) => one === said.kind)
  if (id === null || at === null || kind === undefined || Number.isNaN(Date.parse(at))) {
    return null
  }
  const entry = {
    id,
    kind,
    at,
    hash: text("hash"),
    purpose: text("purpose"),
    channel: text("channel"),
    cause: text("cause"),
    until: text("until"),
  }
  return kind !== "mark" && entry.hash === null ? null : entry
}

function parsed(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : null
  } catch {
    return null
  }
}

export type Missed = {
  /** Per person, purpose and channel the last word, where it was a no. */
  readonly withdrawn: readonly JournalEntry[]
  /** Per address and channel, where it was not lifted since. */
  readonly suppressed: readonly JournalEntry[]
  readonly paused: readonly JournalEntry[]
  readonly erased: readonly JournalEntry[]
}

/**
 * What a restored database has to be told: the last that each line's matter came to, and of that only what restricts. A yes
 * is not given back, because its evidence went with the database.
 */
export function foldJournal(entries: readonly JournalEntry[]): Missed {
  const last = new Map<string, JournalEntry>()
  for (const entry of entries) {
    const key = JSON.stringify([matterOf(entry), entry.hash, entry.purpose, entry.channel])
    const held = last.get(key)
    // Of one instant the later line counts: they are written in their order.
    if (held === undefined || Date.parse(entry.at) >= Date.parse(held.at)) {
      last.set(key, entry)
    }
  }
  const of = (kind: JournalKind) => [...last.values()].filter((entry) => entry.kind === kind)
  return {
    withdrawn: of("withdrawn"),
    suppressed: of("suppressed"),
    paused: of("paused").filter(({ until }) => until !== null),
    erased: of("erased"),
  }
}

/** A yes is about the same as a no, and a suppression about the same as its end. */
function matterOf({ kind }: JournalEntry): string {
  if (kind === "given_again") {
    return "withdrawn"
  }
  return kind === "lifted" ? "suppressed" : kind
}
