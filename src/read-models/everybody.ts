import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { normaliseEmail } from "../core/identity/email"

const PAGE = 5000

export type Known = { readonly customer_id: string | null; readonly email: string | null }

/**
 * Everybody whom this database knows, by customer id and normalised address, a page at a time: who stands in a list of keyed hashes
 * is found by hashing all.
 */
export async function* everybody(knex: Knex): AsyncGenerator<readonly Known[]> {
  yield* pagesOf(knex, "customer", "id", (row) => ({
    customer_id: String(row.id),
    email: normaliseEmail(String(row.email ?? "")),
  }))
  yield* pagesOf(knex, "kairos_contact", "email", ({ email }) => ({
    customer_id: null,
    email: String(email),
  }))
}

type Row = { readonly id?: unknown; readonly email: unknown }

async function* pagesOf(
  knex: Knex,
  table: string,
  key: "id" | "email",
  knownOf: (row: Row) => Known
): AsyncGenerator<readonly Known[]> {
  let after = ""
  for (;;) {
    const rows: Row[] = await knex(table)
      .select(...new Set([key, "email"]))
      .where(key, ">", after)
      .orderBy(key)
      .limit(PAGE)
    if (rows.length === 0) {
      return
    }
    yield rows.map(knownOf)
    after = String(rows.at(-1)![key])
  }
}
