import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { PlannedRenewal } from "../../core/renewal/schedule-renewal"
import type { Renewal } from "../../core/renewal/subscription"
import type { RenewalRow, SubscriptionRow } from "./rows"

export type DueRenewal = { readonly renewal: RenewalRow; readonly subscription: SubscriptionRow }

export type NewRenewal = PlannedRenewal & {
  readonly subscription_id: string
  /** What the period before it cost; null: not known yet. */
  readonly amount: string | null
}

/** Whose notices: of a person, of what they named, or of these. */
export type WaitingFilter = {
  readonly customer_id?: string | null
  readonly email?: string | null
  readonly subscription_id?: string
  readonly product_id?: string
  readonly subscription_ids?: readonly string[]
}

/** What a step may change; the whole set is written each time, from a row that was read under its lock. */
export type RenewalChange = Pick<Renewal, "subscription_id" | "period_index"> &
  Partial<Omit<Renewal, "due_at" | "notice_at">> & {
    readonly look_at: string | null
    readonly notice_event_id?: string | null
    readonly charged_at?: string | null
    readonly paid_at?: string | null
    readonly cart_id?: string | null
    readonly order_id?: string | null
  }

const MUTABLE = {
  state: "text",
  reason: "text",
  amount: "numeric",
  noticed_amount: "numeric",
  noticed_at: "timestamptz",
  notice_round: "int",
  notice_made_at: "timestamptz",
  notice_event_id: "text",
  by_hand_at: "timestamptz",
  by_hand_amount: "numeric",
  asked_at: "timestamptz",
  attempts: "int",
  next_try_at: "timestamptz",
  look_at: "timestamptz",
  charged_at: "timestamptz",
  paid_at: "timestamptz",
  cart_id: "text",
  order_id: "text",
} as const
const COLUMNS = Object.keys(MUTABLE) as (keyof typeof MUTABLE)[]

/** Only what a change names is set: a column that it does not have keeps its value. */
const CHANGE_SQL = `
  update kairos_renewal r set ${COLUMNS.map(
    (column) =>
      `${column} = case when c.change \\? '${column}' then (c.change ->> '${column}')::${MUTABLE[column]} else r.${column} end`
  ).join(", ")}
  from (select value as change from jsonb_array_elements(?::jsonb)) c
  where r.subscription_id = c.change ->> 'subscription_id' and r.period_index = (c.change ->> 'period_index')::int`

/** Periods that are paid for. Each exists once, so it can be charged once. */
export class RenewalStore {
  constructor(private readonly knex: Knex) {}

  /** How many were due by then and are neither paid nor over. */
  async countDueBy(instant: Date): Promise<number> {
    const [row] = await this.knex("kairos_renewal")
      .whereIn("state", ["due", "notified", "charging", "unknown", "failed"])
      .where("due_at", "<=", instant)
      .count({ count: "*" })
    return Number(row?.count ?? 0)
  }

  /** Plans periods; one that is planned already stays as it is. Any number in one statement. */
  async plan(trx: Knex, renewals: readonly NewRenewal[]): Promise<number> {
    if (renewals.length === 0) {
      return 0
    }
    const rows = renewals.map(({ due, ...one }) => ({
      ...one,
      due_local: due.local,
      due_at: due.at,
    }))
    const { rowCount } = await trx.raw(
      `insert into kairos_renewal (subscription_id, period_index, state, due_local, due_at, notice_at, amount, look_at)
       select subscription_id, period_index, 'due', due_local, due_at, notice_at, amount,
         case when amount is null then now() else notice_at end
       from jsonb_to_recordset(?::jsonb) as r(
         subscription_id text, period_index int, due_local text, due_at timestamptz, notice_at timestamptz, amount numeric)
       on conflict do nothing`,
      [JSON.stringify(rows)]
    )
    return rowCount
  }

  /** Plans a period that was put off anew: what was told of its old date counts for nothing, what it costs is known. */
  async replan(
    trx: Knex,
    {
      subscription_id,
      period_index,
      due,
      notice_at,
    }: PlannedRenewal & Pick<Renewal, "subscription_id">
  ): Promise<void> {
    await trx("kairos_renewal")
      .where({ subscription_id, period_index })
      .update({
        state: "due",
        reason: null,
        due_local: due.local,
        due_at: due.at,
        notice_at,
        notice_round: 0,
        notice_made_at: null,
        notice_event_id: null,
        noticed_at: null,
        noticed_amount: null,
        asked_at: null,
        look_at: trx.raw("case when amount is null then now() else ?::timestamptz end", [
          notice_at,
        ]),
      })
  }

  /**
   * Locks what is to be looked at, with its subscriptions; what another worker looks at is left out. Both are locked, because a
   * period that was changed a moment ago is read as it is now, and told of a subscription as it was it would be told wrongly.
   */
  async takeDue(trx: Knex, limit: number): Promise<readonly DueRenewal[]> {
    const { rows } = await trx.raw(
      `select to_jsonb(s) as subscription, r.*
       from kairos_renewal r join kairos_subscription s on s.id = r.subscription_id
       where r.look_at <= now()
       order by r.look_at limit ? for update of r, s skip locked`,
      [limit]
    )
    return (rows as (RenewalRow & { subscription: Record<string, unknown> })[]).map(
      ({ subscription, ...renewal }) => ({ renewal, subscription: revived(subscription) })
    )
  }

  async read(
    trx: Knex,
    { id, period_index }: { readonly id: string; readonly period_index: number }
  ): Promise<RenewalRow | null> {
    return (
      (await trx("kairos_renewal").where({ subscription_id: id, period_index }).first()) ?? null
    )
  }

  /** The row until the transaction ends. */
  async lock(
    trx: Knex,
    key: { readonly subscription_id: string; readonly period_index: number }
  ): Promise<RenewalRow | null> {
    const { subscription_id, period_index } = key
    const row = await trx("kairos_renewal")
      .where({ subscription_id, period_index })
      .forUpdate()
      .first()
    return row ?? null
  }

  /** The period that comes next, or that is under way. Locked before its subscription. */
  async lockOpen(trx: Knex, subscription_id: string): Promise<RenewalRow | null> {
    const row = await trx("kairos_renewal")
      .where({ subscription_id })
      .whereNotIn("state", ["paid", "skipped", "cancelled", "lapsed"])
      .orderBy("period_index", "desc")
      .forUpdate()
      .first()
    return row ?? null
  }

  /** The newest period, whatever became of it. */
  async lockLast(trx: Knex, subscription_id: string): Promise<RenewalRow | null> {
    const row = await trx("kairos_renewal")
      .where({ subscription_id })
      .orderBy("period_index", "desc")
      .forUpdate()
      .first()
    return row ?? null
  }

  /** Any number of changes in one statement; of rows that the transaction has locked. */
  async change(trx: Knex, changes: readonly RenewalChange[]): Promise<void> {
    if (changes.length > 0) {
      await trx.raw(CHANGE_SQL, [JSON.stringify(changes)])
    }
  }

  /** The fencing token goes up with every taking: whoever comes late with an older one writes nothing. */
  async take(
    trx: Knex,
    { subscription_id, period_index }: Pick<Renewal, "subscription_id" | "period_index">
  ): Promise<string> {
    const [row] = await trx("kairos_renewal")
      .where({ subscription_id, period_index })
      .update({ lock_token: trx.raw("lock_token + 1") })
      .returning("lock_token")
    return row.lock_token
  }

  async listOf(subscription_ids: readonly string[]): Promise<readonly RenewalRow[]> {
    return this.knex("kairos_renewal")
      .whereIn("subscription_id", subscription_ids)
      .orderBy(["subscription_id", "period_index"])
  }

  /** The instants of dates that still lie ahead, where the clocks' rules changed; what stands on the wall stays. */
  async moveDates(
    moves: readonly Pick<Renewal, "subscription_id" | "period_index" | "due_at" | "notice_at">[]
  ): Promise<number> {
    if (moves.length === 0) {
      return 0
    }
    const { rowCount } = await this.knex.raw(
      `update kairos_renewal r set due_at = m.due_at, notice_at = m.notice_at,
         look_at = case when r.look_at is null then null else least(r.look_at, m.notice_at, m.due_at) end
       from jsonb_to_recordset(?::jsonb) as m(subscription_id text, period_index int, due_at timestamptz, notice_at timestamptz)
       where r.subscription_id = m.subscription_id and r.period_index = m.period_index and r.state in ('due', 'notified')`,
      [JSON.stringify(moves)]
    )
    return rowCount
  }

  /**
   * Notices that left, as the ledger of deliveries says: from now on they count for the price that they told. A renewal that moved on
   * meanwhile is left alone. One that went back to a date that was told before finds that notice, at the price of then: where another is
   * charged now, it counts for nothing, and the next round tells that.
   */
  async markNoticed(
    trx: Knex,
    sent: readonly {
      readonly event_id: string
      readonly sent_at: Date
      readonly amount: string | null
    }[]
  ): Promise<number> {
    if (sent.length === 0) {
      return 0
    }
    const { rowCount } = await trx.raw(
      `update kairos_renewal r set look_at = now(),
         state = case when s.counts then 'notified' else 'due' end, reason = case when s.counts then null else 'price_changed' end,
         noticed_at = case when s.counts then s.sent_at end, noticed_amount = case when s.counts then s.amount end,
         notice_made_at = case when s.counts then r.notice_made_at end, notice_event_id = case when s.counts then r.notice_event_id end
       from (
         select t.*, o.subscription_id, o.period_index, t.amount = o.amount as counts
         from jsonb_to_recordset(?::jsonb) as t(event_id text, sent_at timestamptz, amount numeric)
         join kairos_renewal o on o.notice_event_id = t.event_id) s
       where r.subscription_id = s.subscription_id and r.period_index = s.period_index
         and r.notice_event_id = s.event_id and r.state = 'due' and r.noticed_at is null`,
      [JSON.stringify(sent)]
    )
    return rowCount
  }

  /** Periods of which nothing was told yet, under their lock. */
  async waitingForNotice(
    trx: Knex,
    { customer_id, email, subscription_id, product_id, subscription_ids }: WaitingFilter
  ): Promise<readonly DueRenewal[]> {
    const { rows } = await trx.raw(
      `select to_jsonb(s) as subscription, r.* from kairos_renewal r
       join kairos_subscription s on s.id = r.subscription_id
       where r.state = 'due' and r.notice_round = 0 and s.status = 'active'
         and (s.id = any(:ids) or s.customer_id = :customer_id or s.email = :email)
         and s.id = coalesce(:subscription_id, s.id) and s.product_id = coalesce(:product_id, s.product_id)
       order by r.subscription_id for update of r`,
      {
        ids: [...(subscription_ids ?? [])],
        customer_id: customer_id ?? null,
        email: email ?? null,
        subscription_id: subscription_id ?? null,
        product_id: product_id ?? null,
      } as never
    )
    return (rows as (RenewalRow & { subscription: Record<string, unknown> })[]).map(
      ({ subscription, ...renewal }) => ({ renewal, subscription: revived(subscription) })
    )
  }

  /** Earlier than they were planned, and looked at now. */
  async bringNotices(
    trx: Knex,
    moved: readonly (Pick<Renewal, "subscription_id" | "period_index"> & {
      readonly notice_at: string
    })[]
  ): Promise<void> {
    await trx.raw(
      `update kairos_renewal r set notice_at = m.notice_at, look_at = now()
       from jsonb_to_recordset(?::jsonb) as m(subscription_id text, period_index int, notice_at timestamptz)
       where r.subscription_id = m.subscription_id and r.period_index = m.period_index`,
      [JSON.stringify(moved)]
    )
  }
}

const INSTANTS = [
  "started_at",
  "current_until",
  "auto_renew_since",
  "last_used_at",
  "kept_at",
  "ended_at",
  "paused_at",
  "resting_since",
  "grants_due_at",
]

/** A row that came as JSON: its instants are texts there. */
function revived(row: Record<string, unknown>): SubscriptionRow {
  const instants = INSTANTS.map((column) => {
    const value = row[column]
    return [column, typeof value === "string" ? new Date(value) : null]
  })
  return { ...row, ...Object.fromEntries(instants) } as SubscriptionRow
}
