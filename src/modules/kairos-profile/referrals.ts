import type { Knex } from "@medusajs/framework/mikro-orm/knex"

export type ReferralRow = { readonly customer_id: string; readonly referrer_id: string }

const keepSql = (scope: string): string => `
  with input as (
    select * from jsonb_to_recordset(?::jsonb) as r(customer_id text, referrer_id text)
  ),
  gone as (
    delete from kairos_referral r
    where r.source = 'metadata' and ${scope} not exists (select from input i where i.customer_id = r.customer_id)
    returning r.referrer_id
  ),
  before as (
    select r.referrer_id from kairos_referral r join input i on i.customer_id = r.customer_id
    where r.source = 'metadata' and r.referrer_id <> i.referrer_id
  ),
  kept as (
    insert into kairos_referral as r (customer_id, referrer_id, source)
    select customer_id, referrer_id, 'metadata' from input order by customer_id
    on conflict (customer_id) do update set referrer_id = excluded.referrer_id, told_at = now()
    where r.source = 'metadata' and r.referrer_id <> excluded.referrer_id
    returning r.referrer_id
  )
  select referrer_id from gone union select referrer_id from before union select referrer_id from kept order by 1`

/** Who brought whom. What another system told holds, whatever the metadata says. */
export class ReferralStore {
  constructor(private readonly knex: Knex) {}

  /**
   * Takes over who these customers' metadata says has brought them; of all customers without a list.
   * @returns whose credit is another one now
   */
  async keep(
    rows: readonly ReferralRow[],
    customer_ids: readonly string[] | null
  ): Promise<readonly string[]> {
    const scope = customer_ids === null ? "" : "r.customer_id = any(?::text[]) and"
    const found = await this.knex.raw<{ rows: Pick<ReferralRow, "referrer_id">[] }>(
      keepSql(scope),
      [JSON.stringify(rows), ...(customer_ids === null ? [] : [[...customer_ids]])]
    )
    return found.rows.map(({ referrer_id }) => referrer_id)
  }

  /** The first that was told holds. @returns whether it is new */
  async tell({ customer_id, referrer_id }: ReferralRow, told_at: Date): Promise<boolean> {
    const { rowCount } = await this.knex.raw(
      `insert into kairos_referral as r (customer_id, referrer_id, source, told_at) values (?, ?, 'event', ?)
       on conflict (customer_id) do update set referrer_id = excluded.referrer_id, source = 'event', told_at = excluded.told_at
       where r.source = 'metadata'`,
      [customer_id, referrer_id, told_at]
    )
    return rowCount > 0
  }

  async referrersOf(customer_ids: readonly string[], trx: Knex): Promise<readonly string[]> {
    const rows: Pick<ReferralRow, "referrer_id">[] = await trx("kairos_referral")
      .distinct("referrer_id")
      .whereRaw("customer_id = any(?)", [[...customer_ids]])
    return rows.map(({ referrer_id }) => referrer_id)
  }

  /** Whoever brought somebody or was brought. */
  async everybody(): Promise<readonly string[]> {
    const { rows } = await this.knex.raw<{ rows: { id: string }[] }>(
      "select customer_id as id from kairos_referral union select referrer_id from kairos_referral"
    )
    return rows.map(({ id }) => id)
  }

  /** Of whoever objected to profiling nothing is credited to anybody, nor anything to them. @returns how many rows went */
  async forget(customer_ids: readonly string[], trx: Knex = this.knex): Promise<number> {
    if (customer_ids.length === 0) {
      return 0
    }
    const ids = [...customer_ids]
    return trx("kairos_referral")
      .whereRaw("customer_id = any(?) or referrer_id = any(?)", [ids, ids])
      .delete()
  }
}
