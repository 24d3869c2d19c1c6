import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import type { JournalEntry } from "../../core/consent/journal"

export type NewJournalEntry = Partial<Omit<JournalEntry, "id">> & Pick<JournalEntry, "kind">

const PAGE = 1000
const MARK_DAYS = 1

/**
 * The journal of refusals inside of the database: written with what it tells, in one transaction. From here it is copied to where a
 * restored backup does not reach (docs/restoring.md).
 */
export class RefusalJournal {
  constructor(private readonly knex: Knex) {}

  /** What has no time of its own happened now. */
  async append(trx: Knex, entries: readonly NewJournalEntry[]): Promise<void> {
    if (entries.length > 0) {
      await trx("kairos_journal").insert(
        entries.map((entry) => ({
          ...entry,
          id: generateEntityId(undefined, "kjrn"),
          // The clock: whoever got the person's lock last said it last.
          at: entry.at ?? trx.raw("clock_timestamp()"),
        }))
      )
    }
  }

  async knows(trx: Knex, ids: readonly string[]): Promise<ReadonlySet<string>> {
    const rows: { id: string }[] = await trx("kairos_journal")
      .whereIn("id", [...ids])
      .select("id")
    return new Set(rows.map(({ id }) => id))
  }

  /** What is not outside yet, the oldest first. */
  async unwritten(trx: Knex): Promise<readonly JournalEntry[]> {
    const rows: Stored[] = await trx("kairos_journal")
      .whereNull("written_at")
      .orderBy(["at", "id"])
      .limit(PAGE)
    return rows.map(entryOf)
  }

  /** The marks of other days say nothing any more, now that there is a later line. */
  async markWritten(trx: Knex, ids: readonly string[]): Promise<void> {
    await trx("kairos_journal")
      .whereIn("id", [...ids])
      .update({ written_at: trx.fn.now() })
    await trx("kairos_journal")
      .where({ kind: "mark" })
      .whereNotNull("written_at")
      .whereNotIn("id", [...ids])
      .whereRaw("at < now() - make_interval(days => ?)", [MARK_DAYS])
      .delete()
  }

  /** What was written elsewhere is to be written again: the place outside is a new one. */
  async beginAnew(trx: Knex): Promise<void> {
    await trx("kairos_journal").whereNotNull("written_at").update({ written_at: null })
  }

  /** A sign of life, unless there was any line within so many seconds. */
  async mark(trx: Knex, seconds: number): Promise<void> {
    await trx.raw(
      `insert into kairos_journal (id, kind, at)
       select ?, 'mark', clock_timestamp() where not exists (
         select from kairos_journal where at > clock_timestamp() - make_interval(secs => ?))`,
      [generateEntityId(undefined, "kjrn"), seconds]
    )
  }

  /** Takes over lines that stand outside already. */
  async adopt(trx: Knex, entries: readonly JournalEntry[]): Promise<void> {
    for (let from = 0; from < entries.length; from += PAGE) {
      await trx("kairos_journal")
        .insert(
          entries.slice(from, from + PAGE).map((entry) => ({ ...entry, written_at: trx.fn.now() }))
        )
        .onConflict("id")
        .ignore()
    }
  }

  /** How many lines wait to be copied, and for how long the oldest has. */
  async waiting(): Promise<{ readonly lines: number; readonly seconds: number | null }> {
    const { rows } = await this.knex.raw<{ rows: { lines: string; seconds: string | null }[] }>(
      `select count(*) as lines, extract(epoch from now() - min(at)) as seconds from kairos_journal where written_at is null`
    )
    const row = rows[0]
    return {
      lines: Number(row?.lines ?? 0),
      seconds: row?.seconds == null ? null : Math.max(0, Math.round(Number(row.seconds))),
    }
  }
}

type Stored = Omit<JournalEntry, "at" | "until"> & {
  readonly at: Date
  readonly until: Date | null
  readonly written_at: Date | null
}

const entryOf = ({ written_at: _written_at, at, until, ...row }: Stored): JournalEntry => ({
  ...row,
  at: at.toISOString(),
  until: until?.toISOString() ?? null,
})
