import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import type { SubscriptionRecord } from "../../core/renewal/guard"
import type { Subscribed } from "../../core/renewal/switch"
import type { SubscriptionRow } from "./rows"

export type NewSubscription = Omit<
  SubscriptionRow,
  | "id"
  | "status"
  | "last_used_at"
  | "kept_at"
  | "ended_at"
  | "moves"
  | "paused_at"
  | "resting_since"
  | "grants_due_at"
  | "shipping_address"
  | "switch_to"
  | "granted_before"
>

export type NewRecord = {
  readonly subscription_id: string
  readonly kind: SubscriptionRecord["kind"]
  readonly at: Date
  readonly period_index?: number | null
  readonly text_version?: string | null
  /** The day to which it was put off, `2026-05-20`. */
  readonly day?: string | null
  /** Of a switch: from what to what, and for how much. */
  readonly detail?: SwitchDetail | null
  /** `customer`, `link`, `admin`, `kairos`: in what role, never who. */
  readonly actor: string
  readonly source: string
}

type SwitchDetail = {
  readonly from: Subscribed
  readonly to: Subscribed
  /** Decimal string. */
  readonly amount: string
}

export type RecordRow = Required<NewRecord> & { readonly id: string }

type Changes = Partial<
  Pick<
    SubscriptionRow,
    | "status"
    | "current_until"
    | "auto_renew_since"
    | "last_used_at"
    | "kept_at"
    | "ended_at"
    | "moves"
    | "paused_at"
    | "resting_since"
    | "payment"
    | "shipping_address"
    | "text_version"
    | "uses_left"
    | "grants_due_at"
    | "switch_to"
    | "granted_before"
    | keyof Subscribed
  >
>

export type SubscriptionFilter = {
  readonly customer_ids?: readonly string[]
  readonly status?: SubscriptionRow["status"] | undefined
  readonly plan_id?: string | undefined
  readonly product_id?: string | undefined
  /** A part of the address, the product's title or the plan's name. */
  readonly q?: string | undefined
  /** Of the period that comes next, or that is under way. */
  readonly renewal_state?: OpenState | undefined
  readonly due_within_days?: number | undefined
}

export const OPEN_STATES = ["due", "notified", "charging", "unknown", "failed"] as const
type OpenState = (typeof OPEN_STATES)[number]

const JSON_COLUMNS: ReadonlySet<string> = new Set([
  "payment",
  "moves",
  "shipping_address",
  "terms",
  "switch_to",
  "granted_before",
])

/** Subscriptions and the records of what was decided about them. */
export class SubscriptionStore {
  constructor(private readonly knex: Knex) {}

  /** One per line of an order, however often the order is seen. @returns null when the line has its subscription already */
  async start(trx: Knex, input: NewSubscription): Promise<SubscriptionRow | null> {
    const [row] = await trx("kairos_subscription")
      .insert({
        ...input,
        id: generateEntityId(undefined, "ksub"),
        status: "active",
        terms: JSON.stringify(input.terms),
        grants_due_at: trx.fn.now(),
        payment: input.payment === null ? null : JSON.stringify(input.payment),
      })
      .onConflict("line_item_id")
      .ignore()
      .returning("*")
    return row ?? null
  }

  async read(id: string, trx: Knex = this.knex): Promise<SubscriptionRow | null> {
    return (await trx("kairos_subscription").where({ id }).first()) ?? null
  }

  /** The row until the transaction ends. A renewal's row is locked before its subscription's, never the other way round. */
  async lock(trx: Knex, id: string): Promise<SubscriptionRow | null> {
    return (await trx("kairos_subscription").where({ id }).forUpdate().first()) ?? null
  }

  async change(trx: Knex, id: string, changes: Changes): Promise<void> {
    const columns = Object.entries(changes).map(([column, value]) => [
      column,
      JSON_COLUMNS.has(column) && value !== null ? JSON.stringify(value) : value,
    ])
    await trx("kairos_subscription")
      .where({ id })
      .update({ ...Object.fromEntries(columns), updated_at: trx.fn.now() })
  }

  async append(trx: Knex, records: readonly NewRecord[]): Promise<void> {
    if (records.length > 0) {
      await trx("kairos_subscription_record").insert(
        records.map(({ detail = null, ...one }) => ({
          ...one,
          detail: detail && JSON.stringify(detail),
          id: generateEntityId(undefined, "ksrec"),
        }))
      )
    }
  }

  async countRecords(trx: Knex, subscription_id: string, kind: NewRecord["kind"]): Promise<number> {
    const [row] = await trx("kairos_subscription_record")
      .where({ subscription_id, kind })
      .count({ count: "*" })
    return Number(row?.count)
  }

  async recordsOf(ids: readonly string[]): Promise<readonly RecordRow[]> {
    return this.knex("kairos_subscription_record").whereIn("subscription_id", ids).orderBy("at")
  }

  async list(
    filter: SubscriptionFilter,
    page: { readonly offset: number; readonly limit: number }
  ): Promise<{ readonly rows: readonly SubscriptionRow[]; readonly count: number }> {
    const query = this.knex("kairos_subscription as s")
    narrow(query, filter)
    const [{ count } = { count: 0 }] = await query.clone().count({ count: "*" })
    const rows: SubscriptionRow[] = await query
      .clone()
      .select("s.*")
      // Whoever asks what is due soon wants the soonest first.
      .orderBy(
        filter.due_within_days === undefined
          ? [
              { column: "s.started_at", order: "desc" },
              { column: "s.id", order: "desc" },
            ]
          : ["s.current_until", "s.id"]
      )
      .offset(page.offset)
      .limit(page.limit)
    return { rows, count: Number(count) }
  }

  /**
   * Takes note that a person used what they subscribed to: all of it, or what is named. Word that comes late changes nothing.
   * @returns how many subscriptions were used later than was known
   */
  async noteUse(
    { customer_id, email }: Pick<SubscriptionRow, "customer_id" | "email">,
    wanted: { readonly subscription_id?: string; readonly product_id?: string },
    at: Date
  ): Promise<number> {
    const used: readonly { id: string }[] = await this.knex("kairos_subscription")
      .where((own) => {
        void own.whereRaw("customer_id = ? or email = ?", [customer_id, email])
      })
      .where({
        ended_at: null,
        ...(wanted.subscription_id === undefined ? {} : { id: wanted.subscription_id }),
        ...(wanted.product_id === undefined ? {} : { product_id: wanted.product_id }),
      })
      .whereRaw("started_at <= ? and coalesce(last_used_at, '-infinity') < ?", [at, at])
      .update({ last_used_at: at })
      .returning("id")
    await this.lookAtNotices(used.map(({ id }) => id))
    return used.length
  }

  /**
   * Of what a person subscribed to by the use, that which a use is taken from: what has so many left before what has not, and what
   * ends first.
   */
  async findCounted(
    { customer_id, email }: Pick<SubscriptionRow, "customer_id" | "email">,
    wanted: { readonly subscription_id?: string; readonly product_id?: string },
    { at, uses }: { readonly at: Date; readonly uses: number }
  ): Promise<string | null> {
    const found = await this.knex("kairos_subscription")
      .where((own) => {
        void own.whereRaw("customer_id = ? or email = ?", [customer_id, email])
      })
      .where({
        ended_at: null,
        resting_since: null,
        ...(wanted.subscription_id === undefined ? {} : { id: wanted.subscription_id }),
        ...(wanted.product_id === undefined ? {} : { product_id: wanted.product_id }),
      })
      .whereNotNull("uses_left")
      .where("started_at", "<=", at)
      .orderByRaw("uses_left >= ? desc, current_until, id", [uses])
      .first("id")
    return found?.id ?? null
  }

  async isUseKnown(trx: Knex, id: string): Promise<boolean> {
    return (await trx("kairos_use").where({ id }).first("id")) !== undefined
  }

  /** @returns false when it was reported before: one report is one use, however often it comes. */
  async appendUse(
    trx: Knex,
    use: {
      readonly id: string
      readonly subscription_id: string
      readonly uses: number
      readonly used_at: Date
    }
  ): Promise<boolean> {
    const written = await trx("kairos_use").insert(use).onConflict("id").ignore().returning("id")
    return written.length > 0
  }

  /** Whether use brings a notice forward is asked at once, not on the day for which it was planned. */
  private async lookAtNotices(ids: readonly string[]): Promise<void> {
    if (ids.length > 0) {
      await this.knex.raw(
        `update kairos_renewal r set look_at = now() from kairos_subscription s
         where s.id = r.subscription_id and r.subscription_id = any(?::text[]) and r.state = 'due' and r.notice_round = 0
           and r.look_at > now() and s.status = 'active' and s.terms -> 'notice_after_use' = 'true'::jsonb`,
        [[...ids]]
      )
    }
  }

  /**
   * Where some holders of a plan are known to use it, use of that plan is told: whoever was never heard of has not used it, from
   * the beginning on. Without this nobody who never came would be asked before they are charged.
   */
  async countUseFromTheBeginning(): Promise<number> {
    const { rowCount } = await this.knex.raw(
      `update kairos_subscription s set last_used_at = s.started_at
       where s.last_used_at is null and s.ended_at is null and s.terms ->> 'dormant_after_days' is not null
         and exists (select 1 from kairos_subscription o where o.plan_id = s.plan_id and o.last_used_at > o.started_at)`
    )
    return rowCount
  }

  /** In the order of their ids, after a given one: the guard looks at all of them. */
  async after(id: string, limit: number): Promise<readonly SubscriptionRow[]> {
    return this.knex("kairos_subscription").where("id", ">", id).orderBy("id").limit(limit)
  }

  /** Of those that renew by themselves the ones that are about a year old, and older, in the order of their ids after a given one. */
  async longAutomatic(id: string, limit: number): Promise<readonly SubscriptionRow[]> {
    return this.knex("kairos_subscription")
      .where({ status: "active" })
      .whereNotNull("auto_renew_since")
      .whereRaw("started_at < now() - interval '360 days'")
      .where("id", ">", id)
      .orderBy("id")
      .limit(limit)
  }

  /**
   * Those that a saved method pays without asking again, in the order of their ids after a given one: each belongs to one day of
   * the week, so that a provider is asked for a seventh of them a night.
   * @param weekday 0 to 6
   */
  async paidByMethod(
    weekday: number,
    id: string,
    limit: number
  ): Promise<readonly SubscriptionRow[]> {
    return this.knex("kairos_subscription")
      .where({ status: "active" })
      .whereNotNull("auto_renew_since")
      .whereNotNull("customer_id")
      .whereRaw("payment #>> '{data,payment_method}' is not null")
      .whereRaw("(hashtext(id) & 2147483647) % 7 = ?", [weekday])
      .where("id", ">", id)
      .orderBy("id")
      .limit(limit)
  }

  /** Those that were cancelled or lapsed and are over now. @returns the rows as they are then */
  async end(trx: Knex, limit: number): Promise<readonly SubscriptionRow[]> {
    const { rows } = await trx.raw(
      `update kairos_subscription set ended_at = now(), grants_due_at = now(), updated_at = now()
       where id in (select id from kairos_subscription
         where ended_at is null and status <> 'active' and (current_until <= now() or status in ('lapsed', 'expired'))
         order by current_until limit ? for update skip locked)
       returning *`,
      [limit]
    )
    return rows
  }

  /** Those whose grants are to be put right, the longest first. */
  async grantsDue(limit: number): Promise<readonly SubscriptionRow[]> {
    return this.knex("kairos_subscription")
      .whereRaw("grants_due_at <= now()")
      .orderBy("grants_due_at")
      .limit(limit)
  }

  /** What became due anew meanwhile stays so. @param failed tried again in an hour, and in nobody's way until then */
  async grantsTried({ id, grants_due_at }: SubscriptionRow, failed: boolean): Promise<void> {
    await this.knex("kairos_subscription")
      .where({ id })
      .whereRaw("date_trunc('milliseconds', grants_due_at) = ?", [grants_due_at])
      .update(
        failed
          ? { grants_due_at: this.knex.raw("now() + interval '1 hour'") }
          : { grants_due_at: null, granted_before: null }
      )
  }

  /** Those whose paid time is over and that rest until their next date. @returns the rows as they are then */
  async rest(trx: Knex, limit: number): Promise<readonly SubscriptionRow[]> {
    const { rows } = await trx.raw(
      `update kairos_subscription set resting_since = now(), grants_due_at = now(), updated_at = now()
       where id in (select id from kairos_subscription
         where paused_at is not null and resting_since is null and status = 'active' and current_until <= now()
         order by current_until limit ? for update skip locked)
       returning *`,
      [limit]
    )
    return rows
  }

  /**
   * Proof of an erased person's consent is kept for three years, or one after the end where that is later (California, B-22).
   * @returns how many subscriptions were forgotten
   */
  async endRetention(): Promise<number> {
    return this.knex.transaction(async (trx) => {
      await trx.raw("select set_config('kairos.retention_ended', 'on', true)")
      const { rows } = await trx.raw(
        `select s.id from kairos_subscription s
         where s.customer_id is null and s.email is null and s.ended_at < now() - interval '1 year'
           and not exists (select 1 from kairos_subscription_record r
             where r.subscription_id = s.id and r.at > now() - interval '3 years')
         limit 1000 for update`
      )
      const ids = (rows as { id: string }[]).map(({ id }) => id)
      for (const table of ["kairos_subscription_record", "kairos_renewal", "kairos_use"]) {
        await trx(table).whereIn("subscription_id", ids).delete()
      }
      return (await trx("kairos_subscription").whereIn("id", ids).delete()) as number
    })
  }
}

function narrow(query: Knex.QueryBuilder, filter: SubscriptionFilter): void {
  if (filter.customer_ids !== undefined) {
    void query.whereIn("s.customer_id", [...filter.customer_ids])
  }
  for (const field of ["status", "plan_id", "product_id"] as const) {
    if (filter[field] !== undefined) {
      void query.where(`s.${field}`, filter[field])
    }
  }
  if (filter.q !== undefined) {
    const part = `%${filter.q.replace(/[\\%_]/g, "\\$&")}%`
    void query.whereRaw("(s.email ilike ? or s.title ilike ? or s.plan_name ilike ?)", [
      part,
      part,
      part,
    ])
  }
  const { renewal_state, due_within_days } = filter
  if (renewal_state !== undefined || due_within_days !== undefined) {
    void query.where("s.status", "active").whereExists((open) => {
      void open
        .from("kairos_renewal as r")
        .whereRaw("r.subscription_id = s.id")
        .whereIn("r.state", renewal_state === undefined ? [...OPEN_STATES] : [renewal_state])
      if (due_within_days !== undefined) {
        void open.whereRaw("r.due_at < now() + make_interval(days => ?)", [due_within_days])
      }
    })
  }
}
