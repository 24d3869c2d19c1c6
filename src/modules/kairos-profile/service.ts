import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Profile, PurchaseRow } from "../../core/profile/profile"
import { RECORD_SQL, recordBindings } from "../../core/profile/record-sql"
import { eraseFrom, type ErasedRows } from "../../core/privacy/erase-sql"
import type { DataSubject } from "../../core/privacy/personal-data"
import { PROFILE_REGISTER } from "../../core/privacy/register-profile"
import { type Quintiles, suggestPolicy } from "../../core/value/suggest-policy"
import type { TierPolicy } from "../../core/value/tier"
import { BehaviourStore } from "./behaviour"
import { CartStore } from "./carts"
import { CostStore } from "./costs"
import { DeclarationStore } from "./declarations"
import { NotYetStore } from "./not-yets"
import { PredictionStore } from "./predictions"
import { PurchaseStore } from "./purchases"
import { ReferralStore } from "./referrals"
import {
  type CustomerIncidents,
  type TierFloors,
  EMPTY_PRINT,
  type Folding,
  foldBindings,
  outdatedSql,
  readFoldsSql,
  readPrintsSql,
  WRITE_PROFILES_SQL,
} from "./fold-sql"
import {
  type ProfileRecord,
  type PurchaseRecord,
  type RecordedPurchase,
  toProfile,
  toPurchase,
} from "./rows"
import { type FoldedRow, type KnownRow, scoreProfile } from "./score-profile"
import { TierStore } from "./tiers"

export type RecordCounts = {
  /** Purchases that were new or had changed. */
  readonly purchases: number
  readonly lines: number
  readonly lines_removed: number
}

/** A bigint as text. */
type Printed = { readonly customer_id: string; readonly print: string }

type Recomputing = {
  /** To commit together with what caused it. */
  readonly trx?: Knex | undefined
  /** Who objected to profiling. */
  readonly objected?: ReadonlySet<string>
  /** What went wrong for them within a year, where the policy looks for it. */
  readonly incidents?: readonly CustomerIncidents[]
  /** The tier that a membership grants. */
  readonly floors?: TierFloors
  /** The key of the question whose answer is the share of wallet. */
  readonly wallet_question?: string | null
  /** The policy's number; without it that of each profile's last scoring. */
  readonly policy_version?: number
  /** What becomes known happened long ago, whatever its date: the first look at a shop. It causes nothing "now". */
  readonly history?: boolean
}

/** Purchases, the profiles folded from them, behaviour, and the lives of carts. The only writer of those tables. */
export class ProfileService {
  readonly behaviour: BehaviourStore
  readonly carts: CartStore
  readonly costs: CostStore
  readonly declarations: DeclarationStore
  readonly notYets: NotYetStore
  readonly predictions: PredictionStore
  readonly purchases: PurchaseStore
  readonly referrals: ReferralStore
  readonly tiers: TierStore
  protected readonly knex: Knex

  constructor(container: Record<string, unknown>) {
    this.knex = container[ContainerRegistrationKeys.PG_CONNECTION] as Knex
    this.behaviour = new BehaviourStore(this.knex)
    this.carts = new CartStore(this.knex)
    this.costs = new CostStore(this.knex)
    this.declarations = new DeclarationStore(this.knex)
    this.notYets = new NotYetStore(this.knex)
    this.predictions = new PredictionStore(this.knex)
    this.purchases = new PurchaseStore()
    this.referrals = new ReferralStore(this.knex)
    this.tiers = new TierStore(this.knex)
  }

  /**
   * Records purchases as they are now, by their deterministic ids. Recording the same again writes nothing.
   * @throws Error when a row is unusable; then none of the batch is written
   */
  async recordPurchases(rows: readonly PurchaseRow[], trx?: Knex): Promise<RecordCounts> {
    if (rows.length === 0) {
      return { purchases: 0, lines: 0, lines_removed: 0 }
    }
    const sql = RECORD_SQL.replace(/\$\d/g, "?")
    const { rows: counts } = await (trx ?? this.knex).raw(sql, recordBindings(rows))
    return counts[0] as RecordCounts
  }

  /**
   * Folds the purchases of these customers anew, scores them and settles their tiers; only rows that changed are written. A
   * customer who objected to profiling keeps the plain totals but no tier, and no history of tiers.
   * @param now ISO instant that recency counts to
   * @returns how many profiles were written
   */
  async recomputeProfiles(
    customer_ids: readonly string[],
    policy: TierPolicy,
    now: string,
    how: Recomputing = {}
  ): Promise<number> {
    const ids = [...new Set(customer_ids)].sort()
    if (ids.length === 0) {
      return 0
    }
    const work = (trx: Knex) => this.recompute(trx, ids, policy, now, how)
    return how.trx === undefined ? this.knex.transaction(work) : work(how.trx)
  }

  private async recompute(
    trx: Knex,
    ids: string[],
    policy: TierPolicy,
    now: string,
    {
      objected = new Set(),
      incidents = [],
      floors = new Map(),
      wallet_question = null,
      policy_version,
      history = false,
    }: Recomputing
  ): Promise<number> {
    await this.referrals.forget([...objected], trx)
    // Purchases before profiles, as whoever records a purchase takes them.
    await this.costs.settle(ids, trx)
    const known = await this.lockProfiles(trx, ids, now)
    const version = policy_version ?? null
    const folding = {
      ...{ policy, policy_version: version, objected, incidents, floors },
      wallet_question,
    }
    const bindings = foldBindings({ ids }, folding)
    const { rows } = await trx.raw(readFoldsSql(policy), bindings)
    const printed = (await trx.raw(readPrintsSql(policy), bindings)).rows as readonly Printed[]
    const prints = new Map(printed.map(({ customer_id, print }) => [customer_id, print]))
    const folded = new Map((rows as FoldedRow[]).map((row) => [row.customer_id, row]))
    const scoring = { policy, policy_version: version, now, history }
    const scored = known.map((row) =>
      scoreProfile(row, folded.get(row.customer_id), scoring, {
        objected: objected.has(row.customer_id),
        floor: floors.get(row.customer_id) ?? null,
        print: prints.get(row.customer_id) ?? EMPTY_PRINT,
      })
    )
    await this.tiers.forget([...objected], trx)
    await this.predictions.forget([...objected], trx)
    await this.tiers.append(
      scored.flatMap(({ change }) => (change === null ? [] : [change])),
      now,
      trx
    )
    const written = await trx.raw(WRITE_PROFILES_SQL, [
      JSON.stringify(scored.map(({ row }) => row)),
      now,
    ])
    return written.rowCount as number
  }

  /**
   * Customers whose profile `recomputeProfiles` would write now, of those between two ids. Nothing is locked: who buys meanwhile is
   * scored for that purchase.
   * @param now ISO instant that recency counts to
   */
  async outdatedProfiles(
    range: { readonly from: string; readonly to: string },
    folding: Folding,
    now: string
  ): Promise<readonly string[]> {
    const { rows } = await this.knex.raw(outdatedSql(folding.policy), {
      ...foldBindings(range, folding),
      now,
    })
    return (rows as { customer_id: string }[]).map((row) => row.customer_id)
  }

  /**
   * The fold must read after the row locks are held: a fold that waited with an older snapshot would overwrite the profile that
   * a later purchase has just produced.
   */
  private async lockProfiles(trx: Knex, ids: string[], now: string): Promise<KnownRow[]> {
    await trx.raw(
      `insert into kairos_profile (customer_id, computed_at)
       select id, ?::timestamptz from unnest(?::text[]) as id
       where not exists (select 1 from kairos_profile p where p.customer_id = id)
       order by id on conflict do nothing`,
      [now, ids]
    )
    const { rows } = await trx.raw(
      `select customer_id, order_count, last_order_at, spent, tier, tier_since, tier_is_first, tier_below_since,
         tier_policy_version, tier_breakdown, computed_at = '-infinity' as imported
       from kairos_profile where customer_id = any(?::text[]) order by customer_id for update`,
      [ids]
    )
    return rows
  }

  /** Null when nothing is held on this customer. */
  async readProfile(customer_id: string, trx: Knex = this.knex): Promise<Profile | null> {
    const { rows } = await trx.raw(
      `select customer_id, email, currency_code, order_count, item_count, first_order_at, last_order_at, spent,
         tier, tier_breakdown, tier_since,
         greatest(0, floor(extract(epoch from now() - last_order_at) / 86400))::int as days_since_last_order
       from kairos_profile where customer_id = ?`,
      [customer_id]
    )
    const row = (rows as ProfileRecord[])[0]
    return row === undefined ? null : toProfile(row)
  }

  /** The newest purchases first, also cancelled ones. */
  async listPurchases(customer_id: string, limit: number): Promise<readonly RecordedPurchase[]> {
    const rows: PurchaseRecord[] = await this.knex("kairos_purchase")
      .select(
        "id",
        "customer_id",
        "source",
        "occurred_at",
        "currency_code",
        "total",
        "refunded",
        "canceled",
        "item_count"
      )
      .where({ customer_id })
      .orderBy([
        { column: "occurred_at", order: "desc" },
        { column: "id", order: "desc" },
      ])
      .limit(limit)
    return rows.map(toPurchase)
  }

  async countPurchases(customer_id: string): Promise<number> {
    const { rows } = await this.knex.raw(
      "select count(*)::int as count from kairos_purchase where customer_id = ?",
      [customer_id]
    )
    return rows[0].count
  }

  /** Whose these purchases are as recorded so far. */
  async customersOf(purchase_ids: readonly string[], trx?: Knex): Promise<readonly string[]> {
    const { rows } = await (trx ?? this.knex).raw(
      "select distinct customer_id from kairos_purchase where id = any(?::text[])",
      [[...purchase_ids]]
    )
    return (rows as { customer_id: string }[]).map((row) => row.customer_id)
  }

  /** Customers with purchases or a profile, in the order of their ids, after a given one. */
  async customerIdsAfter(after: string, limit: number): Promise<readonly string[]> {
    const { rows } = await this.knex.raw(
      `select customer_id from (
         (select distinct customer_id from kairos_purchase where customer_id > ? order by 1 limit ?)
         union
         (select customer_id from kairos_profile where customer_id > ? order by 1 limit ?)
       ) as everybody order by 1 limit ?`,
      [after, limit, after, limit, limit]
    )
    return (rows as { customer_id: string }[]).map((row) => row.customer_id)
  }

  /** Customers whose purchases came from outside and are not folded yet. */
  async unscoredCustomers(limit: number): Promise<readonly string[]> {
    const { rows } = await this.knex.raw(
      `select customer_id from kairos_profile where computed_at = '-infinity' order by 1 limit ?`,
      [limit]
    )
    return (rows as { customer_id: string }[]).map((row) => row.customer_id)
  }

  /** How many customers `customerIdsAfter` pages through, for progress. */
  async countCustomers(): Promise<number> {
    const { rows } = await this.knex.raw(
      `select count(*)::int as count from (
         select customer_id from kairos_purchase union select customer_id from kairos_profile) as everybody`
    )
    return rows[0].count
  }

  /** All that is held of a person here goes. In the transaction of an erasure. */
  async erasePerson(trx: Knex, subject: DataSubject): Promise<readonly ErasedRows[]> {
    // Who was brought by them is another person, whose dossier does not end with them; that they were the one goes.
    const brought = await this.referrals.forget(subject.customer_ids, trx)
    const erased = await eraseFrom(
      PROFILE_REGISTER,
      subject,
      async (sql, bindings) => (await trx.raw(sql, bindings as never)).rowCount
    )
    return erased.map((one) =>
      one.table === "kairos_referral" ? { ...one, rows: one.rows + brought } : one
    )
  }

  /** Cut points from the shop's own customers: fifths of recency, frequency and money. Null while nobody bought. */
  async suggestTierPolicy(base: TierPolicy, now: string): Promise<TierPolicy | null> {
    const quintiles = await this.quintiles(base.currency_code, now)
    return quintiles === null ? null : suggestPolicy(quintiles, base)
  }

  /** Read from the profiles; money in the given currency, or else in the one that most customers spent. */
  private async quintiles(currency: string | null, now: string): Promise<Quintiles | null> {
    const { rows } = await this.knex.raw(
      `with buyer as (select * from kairos_profile where order_count > 0),
       money as (
         select coalesce(?::text, (select key from buyer, jsonb_object_keys(spent) as key
           group by key order by count(*) desc, key limit 1)) as currency_code)
       select money.currency_code,
         percentile_disc(array[0.2, 0.4, 0.6, 0.8]) within group (
           order by greatest(0, extract(epoch from ?::timestamptz - last_order_at) / 86400)::float8) as recency_days,
         percentile_disc(array[0.2, 0.4, 0.6, 0.8]) within group (order by order_count) as frequency,
         percentile_disc(array[0.2, 0.4, 0.6, 0.8]) within group (
           order by (spent ->> money.currency_code)::float8) as monetary
       from buyer, money group by money.currency_code`,
      [currency, now]
    )
    const row = (rows as { [key in keyof Quintiles]: Quintiles[key] | null }[])[0]
    return row?.monetary == null ? null : (row as Quintiles)
  }
}
