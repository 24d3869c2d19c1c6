import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { ScanHit } from "../core/privacy/erasure"
import { holdsNeedle, needlesOf } from "../core/privacy/erase-sql"
import type { FoundSubject } from "./data-subject"

/** Medusa's notification rows of messages that we sent: a delivery's, or a notice such as the one that asks to confirm. */
const OURS = `(t.idempotency_key like 'kdel\\_%' or t.idempotency_key like 'kntc\\_%')`

/**
 * Where a person still stands: every column of every table of ours, and of Medusa's notifications of ours. A row is looked at
 * as a whole, so a column that nobody thought of counts, too.
 */
export async function scanFor(
  knex: Knex,
  subject: FoundSubject
): Promise<{ readonly tables: number; readonly hits: readonly ScanHit[] }> {
  const { rows } = await knex.raw<{ rows: { name: string }[] }>(
    `select c.relname as name from pg_class c
     where pg_table_is_visible(c.oid) and c.relname like 'kairos\\_%' and c.relkind in ('r', 'p') and not c.relispartition
     order by 1`
  )
  const needles = [...needlesOf(subject), ...subject.phones.map((phone) => phone.toLowerCase())]
  const places = [
    ...rows.map(({ name }) => ({ table: name, where: "true" })),
    { table: "notification", where: OURS },
  ]
  const hits: ScanHit[] = []
  for (const { table, where } of places) {
    const found = await knex.raw<{ rows: { count: number }[] }>(
      `select count(*)::int as count from "${table}" t where ${where} and ${holdsNeedle("cast(t as text)")}`,
      { needles: needles as never }
    )
    const count = found.rows[0]?.count ?? 0
    if (count > 0) {
      hits.push({ table, rows: count })
    }
  }
  return { tables: places.length, hits }
}

/** Medusa's notification rows of our messages to the person's addresses and numbers. */
export async function notificationsTo(knex: Knex, subject: FoundSubject): Promise<string[]> {
  const { rows } = await knex.raw<{ rows: { id: string }[] }>(
    `select t.id from notification t where ${OURS} and lower(trim(t."to")) = any(cast(:known as text[]))`,
    { known: [...subject.emails, ...subject.phones] as never }
  )
  return rows.map(({ id }) => id)
}
