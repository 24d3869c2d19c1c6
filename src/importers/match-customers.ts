import { createHash } from "node:crypto"
import type { Database } from "./database"

export type HistoryCustomer = {
  /** The customer's id in the history, else the e-mail. */
  readonly key: string
  readonly email: string | null
  readonly created_at: string
}

/** Each looks at all of the shop's customers once. */
const BATCH = 20_000

/** One arm per way of matching, because a join over an OR compares everybody with everybody. */
const MATCH_SQL = `
  with history as (
    select * from jsonb_to_recordset($1::jsonb) as h(key text, made text, email text)
  ),
  found as (
    select h.key, 1 as way, c.* from history h join customer c on c.id = h.key
    union all
    select h.key, 2, c.* from history h join customer c on c.id = h.made
    union all
    select h.key, 3, c.* from history h join customer c on lower(c.email) = h.email
  )
  select distinct on (key) key, id from found where deleted_at is null
  order by key, way, has_account desc, created_at, id`

/**
 * Which of Medusa's customers these are: the one with the same id, the one made by an earlier import, or the one with
 * the same e-mail (an account before a guest, then the oldest).
 * @returns Medusa's ids by key; keys that nobody matches are absent
 */
export async function matchCustomers(
  db: Database,
  source: string,
  customers: readonly HistoryCustomer[]
): Promise<Map<string, string>> {
  const matched = new Map<string, string>()
  for (let start = 0; start < customers.length; start += BATCH) {
    const batch = customers.slice(start, start + BATCH)
    const rows = await db.query<{ key: string; id: string }>(MATCH_SQL, [
      JSON.stringify(
        batch.map(({ key, email }) => ({ key, made: customerIdOf(source, key), email }))
      ),
    ])
    rows.forEach((row) => matched.set(row.key, row.id))
  }
  return matched
}

/**
 * Creates customers without an account for those whom nobody matched; on a dry run only says their ids. These come from
 * the history, so that a second import finds them.
 */
export async function createMissing(
  db: Database,
  source: string,
  missing: readonly HistoryCustomer[],
  dryRun: boolean
): Promise<ReadonlyMap<string, string>> {
  const rows = missing.map((customer) => ({ ...customer, id: customerIdOf(source, customer.key) }))
  for (let start = 0; start < rows.length && !dryRun; start += BATCH) {
    await db.query(
      `insert into customer (id, email, has_account, metadata, created_at)
       select id, email, false, jsonb_build_object('kairos_import', $2::text), created_at
       from jsonb_to_recordset($1::jsonb) as r(id text, email text, created_at timestamptz)
       on conflict do nothing`,
      [JSON.stringify(rows.slice(start, start + BATCH)), source]
    )
  }
  return new Map(rows.map((row) => [row.key, row.id]))
}

const customerIdOf = (source: string, key: string): string =>
  `cus_${createHash("sha256").update(`${source}:${key}`).digest("hex").slice(0, 26).toUpperCase()}`
