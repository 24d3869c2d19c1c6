import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Tried } from "../../core/coupon/leak"

/** A code that was tried by somebody who does not own it. */
export type StrangerAttempt = {
  readonly coupon_id: string
  /** Canonical. */
  readonly code: string
  /** A hash: which basket it was is nobody's business, only whether it was the same one. */
  readonly basket: string
  readonly known: boolean
  readonly address_block: string
  readonly sales_channel_id: string | null
}

export type TriedCodeRow = {
  readonly code: string
  readonly coupon_id: string
  readonly customer_id: string
  readonly attempts: number
  readonly baskets: number
  readonly first_at: Date
  readonly last_at: Date
  readonly revoked_at: Date | null
  readonly blocks_count: number
  readonly address_blocks: readonly { readonly block: string; readonly attempts: number }[]
  readonly channels: readonly {
    readonly sales_channel_id: string | null
    readonly attempts: number
  }[]
  readonly by_hour: readonly { readonly at: string; readonly attempts: number }[]
}

/** How many address blocks and hours a report names. */
const MOST_BLOCKS = 5
const MOST_HOURS = 24

/** Attempts of others on coupons' codes, one row per code, basket and minute. */
export class CouponAttemptStore {
  constructor(private readonly knex: Knex) {}

  async record(attempts: readonly StrangerAttempt[]): Promise<void> {
    for (const attempt of attempts) {
      await this.knex("kairos_coupon_attempt")
        .insert({ ...attempt, minute: this.knex.raw("date_trunc('minute', now())") })
        .onConflict(["code", "minute", "basket"])
        .merge({ attempts: this.knex.raw("kairos_coupon_attempt.attempts + 1") })
    }
  }

  /** What was tried of one code lately, and the database's time. */
  async lately(
    code: string,
    minutes: number
  ): Promise<{ readonly tried: readonly Tried[]; readonly now: string }> {
    const { rows } = await this.knex.raw<{
      rows: (Omit<Tried, "at"> & { minute: Date | null; now: Date })[]
    }>(
      `select a.minute, a.basket, a.known, a.attempts, n.now from (select now() as now) n
       left join kairos_coupon_attempt a on a.code = :code and a.minute > n.now - make_interval(mins => :minutes)`,
      { code, minutes }
    )
    const tried = rows.flatMap(({ minute, basket, known, attempts }) =>
      minute === null ? [] : { at: minute.toISOString(), basket, known, attempts }
    )
    return { tried, now: (rows[0] as { now: Date }).now.toISOString() }
  }

  /** Codes that others tried, the last tried first. */
  async list(page: {
    readonly offset: number
    readonly limit: number
  }): Promise<{ readonly rows: readonly TriedCodeRow[]; readonly count: number }> {
    const { rows } = await this.knex.raw<{ rows: TriedCodeRow[] }>(
      `with page as (
         select code, min(coupon_id) as coupon_id, sum(attempts)::int as attempts, count(distinct basket)::int as baskets,
           min(minute) as first_at, max(minute) as last_at, count(distinct address_block)::int as blocks_count
         from kairos_coupon_attempt group by code order by max(minute) desc, code offset :offset limit :limit
       )
       select p.*, c.customer_id, r.revoked_at,
         (select coalesce(jsonb_agg(b order by b.attempts desc, b.block), '[]') from (
           select address_block as block, sum(attempts)::int as attempts from kairos_coupon_attempt
           where code = p.code group by 1 order by 2 desc, 1 limit ${MOST_BLOCKS}) b) as address_blocks,
         (select coalesce(jsonb_agg(s order by s.attempts desc), '[]') from (
           select sales_channel_id, sum(attempts)::int as attempts from kairos_coupon_attempt
           where code = p.code group by 1) s) as channels,
         (select coalesce(jsonb_agg(h order by h.at), '[]') from (
           select date_trunc('hour', minute) as at, sum(attempts)::int as attempts from kairos_coupon_attempt
           where code = p.code group by 1 order by 1 desc limit ${MOST_HOURS}) h) as by_hour
       from page p join kairos_coupon c on c.id = p.coupon_id
       left join kairos_revoked_code r on r.code = p.code
       order by p.last_at desc, p.code`,
      page
    )
    const [counted] = await this.knex("kairos_coupon_attempt").countDistinct({ count: "code" })
    return { rows, count: Number(counted?.count ?? 0) }
  }

  /** Attempts are kept as long as somebody may ask about them. Revoked codes stay: an old mail still holds them. */
  async forget(days: number): Promise<number> {
    return this.knex("kairos_coupon_attempt")
      .whereRaw("minute < now() - make_interval(days => ?)", [days])
      .delete()
  }
}
