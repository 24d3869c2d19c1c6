import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** What the purchases look like from outside: equal when nothing changed that a model could learn from. */
export async function printOfPurchases(knex: Knex): Promise<string> {
  const { rows } = await knex.raw<{ rows: { print: string }[] }>(
    `select concat_ws(' ', count(*), extract(epoch from max(updated_at)), sum(item_count),
       (select count(*) from kairos_contact where profiling_objected),
       (select count(*) from kairos_contact where birth_date is not null),
       (select coalesce(sum(hashtext(email)::bigint), 0) from kairos_contact where profiling_objected)) as print
     from kairos_purchase`
  )
  return rows[0]!.print
}

export type ShopExtent = {
  readonly purchases: number
  /** Added or touched since. */
  readonly changed: number
  /** Of the database's clock, and early enough that what was being written meanwhile is later. */
  readonly seen_at: string
}

/** How many purchases there are, and how many of them are new or were touched since an instant. */
export async function extentOfPurchases(knex: Knex, since: string | null): Promise<ShopExtent> {
  const { rows } = await knex.raw<{ rows: ShopExtent[] }>(
    `select count(*)::int as purchases, count(*) filter (where updated_at > ?::timestamptz)::int as changed,
       to_json(now() - interval '10 minutes')#>>'{}' as seen_at
     from kairos_purchase`,
    [since]
  )
  return rows[0]!
}
