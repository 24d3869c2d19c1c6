import { createHash } from "node:crypto"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { excludedSql } from "../../core/consent/excluded-sql"
import { normaliseEmail } from "../../core/identity/email"

export type ExclusionList = { readonly list: string; readonly count: number; readonly at: Date }

const HASH = /^[0-9a-f]{64}$/i

/**
 * Lists of people who want no advertising from anybody, such as Spain's Lista Robinson (LOPDGDD 23): whoever stands on one
 * gets none without having agreed. They come as addresses or as SHA-256 hashes of them, and are kept as hashes.
 */
export class ExclusionStore {
  constructor(private readonly knex: Knex) {}

  /** The hash of an entry, or null where it is neither an address nor a hash. */
  hashOf(entry: string): string | null {
    if (HASH.test(entry.trim())) {
      return entry.trim().toLowerCase()
    }
    const email = normaliseEmail(entry)
    return email === null ? null : createHash("sha256").update(email).digest("hex")
  }

  /** @param replace whether who is not among them is taken off the list */
  async write(trx: Knex, list: string, hashes: readonly string[], replace: boolean): Promise<void> {
    await trx.raw(
      `insert into kairos_exclusion (hash, list) select distinct hash, ? from unnest(?::text[]) hash order by 1
       on conflict (hash, list) do nothing`,
      [list, [...hashes]] as never
    )
    if (replace) {
      await trx.raw(`delete from kairos_exclusion where list = ? and not (hash = any(?::text[]))`, [
        list,
        [...hashes],
      ] as never)
    }
  }

  async known(list: string, hashes: readonly string[]): Promise<number> {
    const [row] = await this.knex("kairos_exclusion")
      .where({ list })
      .whereIn("hash", [...hashes])
      .count({ count: "*" })
    return Number(row?.count ?? 0)
  }

  async lists(): Promise<readonly ExclusionList[]> {
    const { rows } = await this.knex.raw<{ rows: { list: string; count: string; at: Date }[] }>(
      `select list, count(*) as count, max(added_at) as at from kairos_exclusion group by list order by list`
    )
    return rows.map((row) => ({ ...row, count: Number(row.count) }))
  }

  /** The list that an address without a contact stands on. */
  async listOf(email: string, trx: Knex = this.knex): Promise<string | null> {
    const { rows } = await trx.raw<{ rows: { list: string | null }[] }>(
      `select ${excludedSql("?::text")} as list`,
      [email]
    )
    return rows[0]?.list ?? null
  }
}
