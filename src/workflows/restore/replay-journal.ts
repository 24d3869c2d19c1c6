import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { JournalEntry } from "../../core/consent/journal"
import { type Checked, invalid, valid } from "../../core/result"
import { note } from "../../core/text/note"
import { changeConsent } from "../consent/change-consent"
import { eraseFound } from "../privacy/erase-person"
import type { Runtime } from "../support/runtime"
import { forgetJournalState, journalStore, syncJournal } from "./journal-state"
import { type Found, type Matched, matchMissed, type MissedLines, readMissed } from "./read-missed"

const SOURCE = "restored"
const ACTOR = "kairos"
const BATCH = 500

export type Restoration = {
  readonly dry_run: boolean
  /** The journal's newest line: until then messages may have left that this database knows nothing of. */
  readonly last_at: string
  /** Lines that this database did not know. */
  readonly lines: number
  readonly unreadable: number
  readonly withdrawn: number
  readonly suppressed: number
  readonly paused: number
  readonly erased: number
  /** Of those four, about people whom this database does not know. */
  readonly unknown_people: number
  /** What was due by then, may have left, and does not leave again. */
  readonly deliveries: number
  /** Renewals that were due by then, and may have been charged. */
  readonly renewals: number
}

export type ReplayRequest = {
  readonly dry_run: boolean
  /** Somebody has looked at the payment provider which of those renewals were charged. */
  readonly renewals_checked: boolean
  readonly actor: string
}

/**
 * Tells a restored database what was refused and who was erased since its backup was made (B-35), and lets nothing leave that may have left
 * already (F47). Each step may be done twice, so after a fault the same call goes on; the journal counts as replayed at the end.
 */
export async function replayJournal(
  runtime: Runtime,
  request: ReplayRequest
): Promise<Checked<Restoration>> {
  const store = journalStore(runtime)
  const state = await syncJournal(runtime, { mark: false })
  if (store === null || state.kind !== "behind") {
    return invalid({ path: "", message: WHY_NOT[state.kind === "behind" ? "off" : state.kind] })
  }
  const lines = await readMissed(runtime, store)
  const last_at = lines.last_at ?? state.last_at
  const matched = await matchMissed(runtime, lines)
  const result = await countsOf(runtime, lines, matched, last_at)
  if (!request.dry_run && result.renewals > 0 && !request.renewals_checked) {
    return invalid({ path: "renewals_checked", message: renewalsMessage(result) })
  }
  if (!request.dry_run) {
    await tell(runtime, matched)
    await close(runtime, { lines, last_at, result, actor: request.actor })
    forgetJournalState(runtime)
  }
  return valid({ ...result, dry_run: request.dry_run })
}

const WHY_NOT = {
  off: 'no journal is kept; name a place for it in the plugin\'s option "journal"',
  agrees: "the journal holds nothing that this database does not know",
  unreadable: 'the journal cannot be read; see the log, and the option "journal"',
} as const

const renewalsMessage = ({ renewals, last_at }: Restoration): string =>
  `${renewals} renewals were due before ${last_at} and may have been charged already; look at the payment provider, skip or cancel those that were, ` +
  "and send renewals_checked: true"

type Counts = Omit<Restoration, "dry_run">

async function countsOf(
  runtime: Runtime,
  { entries, unreadable }: MissedLines,
  { missed, found }: Matched,
  last_at: string
): Promise<Restoration> {
  const at = new Date(last_at)
  const all = Object.values(missed).flat()
  const counts: Counts = {
    last_at,
    lines: entries.length,
    unreadable,
    withdrawn: missed.withdrawn.length,
    suppressed: missed.suppressed.length,
    paused: missed.paused.length,
    erased: missed.erased.length,
    unknown_people: all.filter(({ hash }) => !found.has(hash ?? "")).length,
    deliveries: await runtime.automation.deliveries.countDueBy(at),
    renewals: await runtime.renewal.renewals.countDueBy(at),
  }
  return { ...counts, dry_run: true }
}

async function tell(runtime: Runtime, { missed, found }: Matched): Promise<void> {
  await eraseAgain(runtime, missed.erased, found)
  const erased = new Set(missed.erased.map(({ hash }) => hash))
  const emailsOf = ({ hash }: JournalEntry) => found.get(hash ?? "")?.emails ?? []
  for (const batch of batchesOf(missed.suppressed)) {
    // A row for somebody who was erased would name them again; the hash alone keeps them suppressed.
    const emails = batch.filter(({ hash }) => !erased.has(hash)).flatMap(emailsOf)
    await runtime.knex.transaction((trx) =>
      runtime.consent.adoptSuppressions(trx, batch.map(suppressionOf), [...new Set(emails)])
    )
  }
  for (const batch of batchesOf(missed.withdrawn)) {
    await runtime.knex.transaction(async (trx) => {
      const [known, unknown] = [
        batch.filter((entry) => emailsOf(entry).length > 0),
        batch.filter((entry) => emailsOf(entry).length === 0 && entry.channel !== "on_site"),
      ]
      await changeConsent(
        runtime,
        known.flatMap((entry) => emailsOf(entry).map(refusalOf(entry))),
        trx
      )
      // Nobody of whom evidence could be kept: the address is left alone if it comes again, until its owner says yes.
      const rows = unknown.map((entry) => suppressionOf({ ...entry, cause: "unsubscribed" }))
      await runtime.consent.adoptSuppressions(trx, onePerChannel(rows), [])
    })
  }
  for (const batch of batchesOf(missed.paused)) {
    await runtime.knex.transaction(async (trx) => {
      for (const entry of batch) {
        for (const email of emailsOf(entry)) {
          const { limited_by } = await runtime.consent.lockPerson(trx, email)
          // Who asked for it the journal does not say: so nobody's to loosen but the reader's of the address.
          const { paused_until: _, ...kept } = limited_by
          const pause = { paused_until: entry.until, limited_by: kept }
          await runtime.consent.savePreferences(email, pause, trx)
        }
      }
    })
  }
}

/** By hash first, so that nothing older comes back meanwhile; then the data of those whom this database knows. */
async function eraseAgain(
  runtime: Runtime,
  erased: readonly JournalEntry[],
  found: ReadonlyMap<string, Found>
): Promise<void> {
  const keys = erased.map(({ hash, at }) => ({ hash: hash ?? "", at }))
  await runtime.knex.transaction((trx) => runtime.consent.erasures.adopt(trx, keys, ACTOR))
  // The ids and addresses of one erasure have its time.
  const together = new Map<string, Found>()
  for (const { hash, at } of keys) {
    const [one, more] = [found.get(hash), together.get(at)]
    together.set(at, {
      customer_ids: [...(more?.customer_ids ?? []), ...(one?.customer_ids ?? [])],
      emails: [...(more?.emails ?? []), ...(one?.emails ?? [])],
    })
  }
  for (const person of together.values()) {
    if (person.customer_ids.length + person.emails.length > 0) {
      await eraseFound(runtime, person, { reason: "requested", actor: ACTOR })
    }
  }
}

type Suppression = Parameters<Runtime["consent"]["adoptSuppressions"]>[1][number]

const suppressionOf = ({ hash, channel, cause, until, at }: JournalEntry): Suppression => ({
  hash: hash ?? "",
  channel: channel ?? "",
  cause: cause ?? "by_hand",
  source: SOURCE,
  until,
  at,
})

/** One statement may touch a row once. */
const onePerChannel = (rows: readonly Suppression[]): readonly Suppression[] => [
  ...new Map(rows.map((row) => [`${row.hash} ${row.channel}`, row])).values(),
]

const refusalOf =
  ({ id, purpose, channel, at }: JournalEntry) =>
  (email: string) => ({
    id: `kcns_${id}`,
    email,
    purpose: purpose ?? "",
    channel: channel ?? "",
    granted: false,
    source: SOURCE,
    evidence: { journal: id },
    occurred_at: at,
    actor: ACTOR,
  })

function* batchesOf<T>(list: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < list.length; from += BATCH) {
    yield list.slice(from, from + BATCH)
  }
}

type Closing = {
  readonly lines: MissedLines
  readonly last_at: string
  readonly result: Restoration
  readonly actor: string
}

/** From here on the database knows the journal's last line, and sending begins again with what comes after it. */
async function close(runtime: Runtime, { lines, last_at, result, actor }: Closing): Promise<void> {
  const { automation, consent, knex } = runtime
  await knex.transaction(async (trx: Knex) => {
    await automation.settings.write("restored_until", last_at, actor, trx)
    await automation.deliveries.endDueBy(
      trx,
      new Date(last_at),
      note("may_have_left", { at: last_at })
    )
    await automation.deliveries.release(trx, { reason: "staging" })
    await automation.audit.append(
      { actor, action: "replay_journal", entity: "journal", entity_id: "journal", after: result },
      trx
    )
    await consent.journal.adopt(trx, lines.entries)
  })
}
