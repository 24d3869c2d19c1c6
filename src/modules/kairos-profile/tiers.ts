import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { ScoreCount } from "../../core/value/share-thresholds"
import type { TierChangeKind, TierReason } from "../../core/value/tier-change"
import type { Tier, TierPolicy } from "../../core/value/tier"

/** A line of the history of tiers. */
export type TierChangeRecord = {
  readonly at: Date
  readonly kind: TierChangeKind
  readonly from_tier: Tier | null
  /** At risk: what it becomes when nothing happens. */
  readonly to_tier: Tier | null
  readonly score: number | null
  readonly reason: TierReason
  readonly policy_version: number | null
}

export type NewTierChange = Omit<TierChangeRecord, "at"> & { readonly customer_id: string }

/** The policies that were in force, and the history of tiers. */
export class TierStore {
  constructor(private readonly knex: Knex) {}

  /** The number of this policy: a new one whenever it is another than the last. */
  async versionOf(policy: TierPolicy, trx: Knex = this.knex): Promise<number> {
    const json = JSON.stringify(policy)
    for (;;) {
      const { rows } = await trx.raw(
        `with latest as (select version, policy from kairos_tier_policy order by version desc limit 1),
         made as (
           insert into kairos_tier_policy (version, policy)
           select coalesce((select version from latest), 0) + 1, ?::jsonb
           where not exists (select 1 from latest where policy = ?::jsonb)
           on conflict (version) do nothing returning version)
         select coalesce((select version from made), (select version from latest where policy = ?::jsonb)) as version`,
        [json, json, json]
      )
      // Null when another process has just taken the number: by now its row can be read.
      if (rows[0].version !== null) {
        return rows[0].version
      }
    }
  }

  /** How many customers have which score. */
  async scores(): Promise<readonly ScoreCount[]> {
    const { rows } = await this.knex.raw(
      `select tier_score as score, count(*)::int as customers from kairos_profile where tier_score is not null group by 1`
    )
    return rows
  }

  async append(changes: readonly NewTierChange[], at: string, trx: Knex): Promise<void> {
    if (changes.length > 0) {
      await trx.raw(
        `insert into kairos_tier_change (customer_id, at, kind, from_tier, to_tier, score, reason, policy_version)
         select customer_id, ?::timestamptz, kind, from_tier, to_tier, score, reason, policy_version
         from jsonb_to_recordset(?::jsonb) as r(customer_id text, kind text, from_tier text, to_tier text,
           score double precision, reason text, policy_version int)
         on conflict do nothing`,
        [at, JSON.stringify(changes)]
      )
    }
  }

  /** The newest first. */
  async historyOf(customer_id: string, limit: number): Promise<readonly TierChangeRecord[]> {
    const { rows } = await this.knex.raw(
      `select at, kind, from_tier, to_tier, score, reason, policy_version
       from kairos_tier_change where customer_id = ? order by at desc, kind limit ?`,
      [customer_id, limit]
    )
    return rows
  }

  /** Who objected to profiling has no history. */
  async forget(customer_ids: readonly string[], trx: Knex): Promise<void> {
    if (customer_ids.length > 0) {
      await trx("kairos_tier_change")
        .whereRaw("customer_id = any(?)", [[...customer_ids]])
        .delete()
    }
  }
}
