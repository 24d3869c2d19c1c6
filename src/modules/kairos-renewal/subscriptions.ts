import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import type { SubscriptionRecord } from "../../core/renewal/guard"
import type { SubscriptionRow } from "./rows"

export type NewSubscription = Omit<
  SubscriptionRow,
  "id" | "status" | "last_used_at" | "kept_at" | "ended_at"
>

export type NewRecord = {
  readonly subscription_id: string
  readonly kind: SubscriptionRecord["kind"]
  readonly at: Date
  readonly period_index?: number | null
  readonly text_version?: string | null
  /** `customer`, `link`, `admin`, `kairos`: in what role, never who. */
  readonly actor: string
  readonly source: string
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
    | "payment"
    | "text_version"
  >
>

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
    const { payment, ...rest } = changes
    await trx("kairos_subscription")
      .where({ id })
      .update({
        ...rest,
        ...(payment === undefined ? {} : { payment: payment && JSON.stringify(payment) }),
        updated_at: trx.fn.now(),
      })
  }

  async append(trx: Knex, records: readonly NewRecord[]): Promise<void> {
    if (records.length > 0) {
      await trx("kairos_subscription_record").insert(
        records.map((one) => ({ ...one, id: generateEntityId(undefined, "ksrec") }))
      )
    }
  }

  async recordsOf(ids: readonly string[]): Promise<readonly RecordRow[]> {
    return this.knex("kairos_subscription_record").whereIn("subscription_id", ids).orderBy("at")
  }

  async list(
    filter: {
      readonly customer_ids?: readonly string[]
      readonly status?: SubscriptionRow["status"] | undefined
      readonly plan_id?: string | undefined
    },
    page: { readonly offset: number; readonly limit: number }
  ): Promise<{ readonly rows: readonly SubscriptionRow[]; readonly count: number }> {
    const query = this.knex("kairos_subscription").where((where) => {
      if (filter.customer_ids !== undefined) {
        void where.whereIn("customer_id", [...filter.customer_ids])
      }
      for (const field of ["status", "plan_id"] as const) {
        if (filter[field] !== undefined) {
          void where.where(field, filter[field])
        }
      }
    })
    const [{ count } = { count: 0 }] = await query.clone().count({ count: "*" })
    const rows: SubscriptionRow[] = await query
      .clone()
      .orderBy([
        { column: "started_at", order: "desc" },
        { column: "id", order: "desc" },
      ])
      .offset(page.offset)
      .limit(page.limit)
    return { rows, count: Number(count) }
  }

  /** In the order of their ids, after a given one: the guard looks at all of them. */
  async after(id: string, limit: number): Promise<readonly SubscriptionRow[]> {
    return this.knex("kairos_subscription").where("id", ">", id).orderBy("id").limit(limit)
  }

  /** Those that were cancelled or lapsed and are over now. @returns the rows as they are then */
  async end(trx: Knex, limit: number): Promise<readonly SubscriptionRow[]> {
    const { rows } = await trx.raw(
      `update kairos_subscription set ended_at = now(), updated_at = now()
       where id in (select id from kairos_subscription
         where ended_at is null and status <> 'active' and (current_until <= now() or status in ('lapsed', 'expired'))
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
      for (const table of ["kairos_subscription_record", "kairos_renewal"]) {
        await trx(table).whereIn("subscription_id", ids).delete()
      }
      return (await trx("kairos_subscription").whereIn("id", ids).delete()) as number
    })
  }
}
