import {
  foldJournal,
  type JournalEntry,
  type Missed,
  readJournalLine,
} from "../../core/consent/journal"
import { addressHashes, customerHashes } from "../../modules/kairos-consent/address-hash"
import type { JournalStore } from "../../options/journal"
import { everybody } from "../../read-models/everybody"
import type { JournalRuntime } from "./journal-state"

const BATCH = 1000

export type MissedLines = {
  /** Those that this database does not know, in their order. */
  readonly entries: readonly JournalEntry[]
  /** The newest of them. */
  readonly last_at: string | null
  readonly unreadable: number
}

/** What the journal says and this database does not know. */
export async function readMissed(
  { knex, consent }: JournalRuntime,
  store: JournalStore
): Promise<MissedLines> {
  const entries: JournalEntry[] = []
  let unreadable = 0
  let batch: JournalEntry[] = []
  const take = async () => {
    const known = await consent.journal.knows(
      knex,
      batch.map(({ id }) => id)
    )
    entries.push(...batch.filter(({ id }) => !known.has(id)))
    batch = []
  }
  for await (const line of store.read()) {
    const entry = readJournalLine(line)
    if (entry !== null) {
      batch.push(entry)
    } else if (line.trim() !== "") {
      unreadable += 1
    }
    if (batch.length === BATCH) {
      await take()
    }
  }
  await take()
  const last = entries.reduce((latest, { at }) => Math.max(latest, Date.parse(at)), -Infinity)
  return {
    entries,
    last_at: entries.length === 0 ? null : new Date(last).toISOString(),
    unreadable,
  }
}

/** Somebody of this database whom a line is about: by the customer's id or by the address, as the line's hash is of one. */
export type Found = { readonly customer_ids: readonly string[]; readonly emails: readonly string[] }

export type Matched = {
  readonly missed: Missed
  readonly found: ReadonlyMap<string, Found>
}

/** What has to be told, and whom of this database it is about. Whoever was erased afterwards is told of nothing else. */
export async function matchMissed(
  runtime: JournalRuntime,
  { entries }: MissedLines
): Promise<Matched> {
  const folded = foldJournal(entries)
  const erasedAt = new Map(folded.erased.map(({ hash, at }) => [hash, Date.parse(at)]))
  const since = ({ hash, at }: JournalEntry) => Date.parse(at) > (erasedAt.get(hash) ?? -Infinity)
  const missed = {
    erased: folded.erased,
    withdrawn: folded.withdrawn.filter(since),
    suppressed: folded.suppressed.filter((entry) => entry.cause === "erased" || since(entry)),
    paused: folded.paused.filter(since),
  }
  const hashes = new Set(
    Object.values(missed).flatMap((list) => list.map(({ hash }) => hash ?? ""))
  )
  return { missed, found: await findPeople(runtime, hashes) }
}

type Names = { readonly customer_ids: Set<string>; readonly emails: Set<string> }

async function findPeople(
  { knex, options }: JournalRuntime,
  hashes: ReadonlySet<string>
): Promise<ReadonlyMap<string, Found>> {
  const found = new Map([...hashes].map((hash) => [hash, nobody()] as const))
  if (hashes.size === 0) {
    return new Map()
  }
  const note = (hash: string, into: keyof Names, name: string) => found.get(hash)?.[into].add(name)
  for await (const page of everybody(knex)) {
    for (const { customer_id, email } of page) {
      // An id is no address: of two accounts that share one, the other was not meant.
      const byId = customer_id === null ? [] : customerHashes(options, customer_id)
      const byAddress = email === null ? [] : addressHashes(options, email)
      byId.forEach((hash) => note(hash, "customer_ids", customer_id ?? ""))
      byAddress.forEach((hash) => note(hash, "emails", email ?? ""))
    }
  }
  return new Map(
    [...found]
      .map(([hash, names]) => [hash, listsOf(names)] as const)
      .filter(([, { customer_ids, emails }]) => customer_ids.length + emails.length > 0)
  )
}

const nobody = (): Names => ({ customer_ids: new Set(), emails: new Set() })

const listsOf = ({ customer_ids, emails }: Names): Found => ({
  customer_ids: [...customer_ids],
  emails: [...emails],
})
