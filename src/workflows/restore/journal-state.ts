import { journalLine, readJournalLine } from "../../core/consent/journal"
import { note } from "../../core/text/note"
import type { JournalStore } from "../../options/journal"
import type { Runtime } from "../support/runtime"
import { journalFile } from "./journal-file"

const CACHE_MS = 1000
/** While messages leave there is a line at least every so many seconds, by which a restored database is recognised. */
const MARK_SECONDS = 60
const PATIENCE_MS = 10_000
const LOCK = "hashtextextended('kairos:journal', 0)"

export type JournalRuntime = Pick<Runtime, "knex" | "options" | "consent" | "logger">

/** `off`: the shop keeps no journal. `behind`: the journal knows what this database does not, so it is an older one. */
export type JournalState =
  | { readonly kind: "off" }
  | { readonly kind: "agrees" }
  | { readonly kind: "behind"; readonly last_at: string }
  | { readonly kind: "unreadable"; readonly message: string }

/** Where this shop keeps its journal; null where it keeps none. */
export function journalStore({ options }: Pick<Runtime, "options">): JournalStore | null {
  if (options.journal === undefined) {
    return null
  }
  return "store" in options.journal ? options.journal.store : journalFile(options.journal.file)
}

type Asked = { readonly at: number; readonly state: Promise<JournalState> }
/** Of those that leave a sign of life, and of those that do not. */
const states = { true: new WeakMap<object, Asked>(), false: new WeakMap<object, Asked>() }

/**
 * Why nothing may be sent to anybody now, or null: the database is an older one than the journal, or nobody can say, because
 * the journal cannot be used. Answered once a second; what was refused meanwhile goes into the journal with it.
 * @param mark whether something is about to leave: then the journal has a line that an older database does not know
 */
export async function sendingStopped(
  runtime: JournalRuntime,
  { mark }: { readonly mark: boolean } = { mark: false }
): Promise<string | null> {
  const asked = states[`${mark}`]
  const known = asked.get(runtime.consent)
  if (known !== undefined && performance.now() - known.at < CACHE_MS) {
    return reasonOf(await known.state)
  }
  const state = syncJournal(runtime, { mark })
  asked.set(runtime.consent, { at: performance.now(), state })
  state.catch(() => asked.delete(runtime.consent))
  return reasonOf(await state)
}

function reasonOf(state: JournalState): string | null {
  if (state.kind === "behind") {
    return note("restored", { at: state.last_at })
  }
  return state.kind === "unreadable" ? note("journal_unreadable") : null
}

/** The next one asks again. */
export function forgetJournalState({ consent }: JournalRuntime): void {
  states.true.delete(consent)
  states.false.delete(consent)
}

/**
 * Copies what is new into the journal, unless the journal shows that this database is an older one: then nothing is written, so that
 * it goes on showing that. One process at a time.
 * @param mark whether to leave a sign of life, because something is about to be sent
 */
export async function syncJournal(
  runtime: JournalRuntime,
  { mark }: { readonly mark: boolean }
): Promise<JournalState> {
  const store = journalStore(runtime)
  if (store === null) {
    return { kind: "off" }
  }
  const { journal } = runtime.consent
  return runtime.knex.transaction(async (trx) => {
    await trx.raw(`select pg_advisory_xact_lock(${LOCK})`)
    const last = await asking(() => store.last())
    if (!last.ok) {
      return unusable(runtime, last.message)
    }
    const tail = last.value === null ? null : readJournalLine(last.value)
    if (last.value !== null && tail === null) {
      return unusable(runtime, "its last line is none of Kairos")
    }
    if (tail !== null && !(await journal.knows(trx, [tail.id])).has(tail.id)) {
      return { kind: "behind", last_at: tail.at } as const
    }
    if (last.value === null) {
      await journal.beginAnew(trx)
    }
    if (mark) {
      await journal.mark(trx, MARK_SECONDS)
    }
    for (;;) {
      const entries = await journal.unwritten(trx)
      if (entries.length === 0) {
        return { kind: "agrees" } as const
      }
      const written = await asking(() => store.append(entries.map(journalLine)))
      if (!written.ok) {
        return unusable(runtime, written.message)
      }
      await journal.markWritten(
        trx,
        entries.map(({ id }) => id)
      )
    }
  })
}

type Answer<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string }

function unusable({ logger }: JournalRuntime, message: string): JournalState {
  logger.error(`kairos: the journal of refusals cannot be used: ${message}`)
  return { kind: "unreadable", message }
}

async function asking<T>(ask: () => Promise<T>): Promise<Answer<T>> {
  try {
    return { ok: true, value: await withinTime(ask()) }
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) }
  }
}

/** A store that hangs is one that cannot be used: everybody else waits for its answer. */
async function withinTime<T>(asked: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${PATIENCE_MS} ms`)), PATIENCE_MS)
  })
  try {
    return await Promise.race([asked, late])
  } finally {
    clearTimeout(timer)
  }
}
