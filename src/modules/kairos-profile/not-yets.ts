import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { NotYet } from "../../core/predict/not-yet"

export type NotYetRow = {
  readonly customer_id: string
  readonly product_key: string
  readonly last_bought: string
  readonly said_on: string
  readonly remind_on: string
}

/** By customer and product. */
export type NotYets = ReadonlyMap<string, NotYet>

export const notYetKey = (customer_id: string, product_key: string): string =>
  `${customer_id} ${product_key}`

const EPOCH_DAYS = (column: string): string => `(${column} - date '1970-01-01')`

/** Who said of what that they do not need it yet: their newest word of each product. */
export class NotYetStore {
  constructor(private readonly knex: Knex) {}

  /** What was foretold of it moves to the day that they named at once: it is shown, and asked for by conditions. */
  async say(row: NotYetRow): Promise<void> {
    await this.knex.transaction(async (trx) => {
      await trx.raw(
        `insert into kairos_not_yet (customer_id, product_key, last_bought, said_on, remind_on)
         values (:customer_id, :product_key, :last_bought, :said_on, :remind_on)
         on conflict (customer_id, product_key) do update set
           last_bought = excluded.last_bought, said_on = excluded.said_on, remind_on = excluded.remind_on`,
        row
      )
      await trx.raw(
        `update kairos_due set due_median = greatest(due_median, cast(:remind_on as date)), due_to = greatest(due_to, cast(:remind_on as date)),
           due_rise = case when due_rise is not null then greatest(due_rise, cast(:remind_on as date)) end
         where customer_id = :customer_id and product_key = :product_key and last_bought = :last_bought`,
        row
      )
    })
  }

  async read(trx: Knex, customer_id: string, product_key: string): Promise<NotYetRow | null> {
    const rows = await this.ofCustomer(customer_id, trx)
    return rows.find((row) => row.product_key === product_key) ?? null
  }

  async ofCustomer(customer_id: string, trx: Knex = this.knex): Promise<readonly NotYetRow[]> {
    const { rows } = await trx.raw<{ rows: NotYetRow[] }>(
      `select customer_id, product_key, last_bought::text, said_on::text, remind_on::text
       from kairos_not_yet where customer_id = ? order by remind_on, product_key`,
      [customer_id]
    )
    return rows
  }

  /** What still says something of when somebody buys again. */
  async all(): Promise<NotYets> {
    type Row = NotYet & { readonly customer_id: string; readonly product_key: string }
    const { rows } = await this.knex.raw<{ rows: Row[] }>(
      `select customer_id, product_key, ${EPOCH_DAYS("last_bought")} as bought, ${EPOCH_DAYS("said_on")} as said,
         ${EPOCH_DAYS("remind_on")} as remind
       from kairos_not_yet where remind_on > current_date - 400`
    )
    return new Map(
      rows.map(({ customer_id, product_key, ...said }) => [
        notYetKey(customer_id, product_key),
        said,
      ])
    )
  }
}
