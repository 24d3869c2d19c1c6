import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { ProductReplacement } from "../../core/analysis/analyse-products"
import type { BuyerClass } from "../../core/predict/buyer-class"
import type { ToldPrediction } from "../../core/predict/restate"

/** One row of `kairos_prediction`. */
export type PredictionRow = ToldPrediction & {
  readonly customer_id: string
  /** When it has to be looked at again though nobody bought; null when not before the models are learned anew. */
  readonly review_on: string | null
}

export type DueRow = {
  readonly customer_id: string
  readonly product_key: string
  readonly last_bought: string
  readonly due_from: string
  readonly due_median: string
  readonly due_to: string
  /** From when on they are likely to; null where that is not clear. */
  readonly due_rise: string | null
  readonly own_weight: number
}

export type LearnedReplacement = {
  readonly product_key: string
  readonly learned: Omit<ProductReplacement, "sku">
}

type Table = { readonly name: string; readonly key: readonly string[]; readonly columns: string }

const PREDICTION: Table = {
  name: "kairos_prediction",
  key: ["customer_id"],
  columns: `customer_id text, repeats int, currency_code text, alive float8, risk text, purchases_90 float8, purchases_365 float8,
    value_90 float8, value_365 float8, next_from date, next_median date, next_to date, buyer_class text,
    discount_reliance float8, missing jsonb, review_on date`,
}
const DUE: Table = {
  name: "kairos_due",
  key: ["customer_id", "product_key"],
  columns:
    "customer_id text, product_key text, last_bought date, due_from date, due_median date, due_to date, due_rise date, own_weight float8",
}
export const PRODUCT_LESSONS = {
  kairos_pair: {
    name: "kairos_pair",
    key: ["product_key", "other_key"],
    columns:
      "product_key text, other_key text, baskets int, support float8, confidence float8, lift float8",
  },
  kairos_follower: {
    name: "kairos_follower",
    key: ["product_key", "other_key"],
    columns:
      "product_key text, other_key text, customers int, eligible int, probability float8, median_days float8",
  },
  kairos_replacement: {
    name: "kairos_replacement",
    key: ["product_key"],
    columns: "product_key text, repurchases int, learned jsonb",
  },
} as const satisfies Readonly<Record<string, Table>>

const namesOf = ({ columns }: Table): string[] =>
  columns.split(",").map((column) => column.trim().split(" ")[0]!)

/** Inserts what is new and updates what differs; a row that is already so is not even locked. */
function upsertSql(table: Table): string {
  const names = namesOf(table)
  const rest = names.filter((name) => !table.key.includes(name))
  const stamp = table.name === "kairos_prediction" ? ", computed_at = now()" : ""
  const list = (alias: string): string => rest.map((name) => `${alias}.${name}`).join(", ")
  return `
    with input as (select * from jsonb_to_recordset(?::jsonb) as r(${table.columns})),
    changed as (
      select i.* from input i left join ${table.name} t using (${table.key.join(", ")})
      where t.${table.key[0]!} is null or (${list("t")}) is distinct from (${list("i")}))
    insert into ${table.name} as t (${names.join(", ")})
    select ${names.join(", ")} from changed order by ${table.key.join(", ")}
    on conflict (${table.key.join(", ")}) do update set ${rest.map((name) => `${name} = excluded.${name}`).join(", ")}${stamp}`
}

/** What the nights learned, as it is stored. Writing the same again writes nothing. */
export class PredictionStore {
  constructor(private readonly knex: Knex) {}

  /** @returns how many rows were new or different */
  async write(rows: readonly PredictionRow[], knex: Knex = this.knex): Promise<number> {
    return upsert(knex, PREDICTION, rows)
  }

  /** Who is due for what: of these customers' rows, or of everybody's, those that are not given go. */
  async writeDue(rows: readonly DueRow[], customer_ids?: readonly string[]): Promise<number> {
    return this.knex.transaction((trx) => replaceAll(trx, DUE, rows, customer_ids))
  }

  /** How long each product lasts, by the last lesson. */
  async replacements(): Promise<readonly LearnedReplacement[]> {
    return this.knex("kairos_replacement").select("product_key", "learned").orderBy("product_key")
  }

  /** How long one product lasts; null where that is not learned. */
  async replacement(product_key: string): Promise<LearnedReplacement["learned"] | null> {
    const row: Pick<LearnedReplacement, "learned"> | undefined = await this.knex(
      "kairos_replacement"
    )
      .where({ product_key })
      .first("learned")
    return row?.learned ?? null
  }

  /** All that is known of pairs of products, or of what follows, or of how long products last. */
  async writeProducts(
    table: keyof typeof PRODUCT_LESSONS,
    rows: readonly object[]
  ): Promise<number> {
    return this.knex.transaction((trx) => replaceAll(trx, PRODUCT_LESSONS[table], rows))
  }

  /** @returns 1 when it was another one, else 0 */
  async keep(kind: string, finding: unknown): Promise<number> {
    const written = await this.knex.raw(
      `insert into kairos_finding as f (kind, finding) values (?, ?::jsonb)
       on conflict (kind) do update set finding = excluded.finding, computed_at = now()
       where f.finding is distinct from excluded.finding`,
      [kind, JSON.stringify(finding)]
    )
    return written.rowCount as number
  }

  async drop(kind: string): Promise<void> {
    await this.knex("kairos_finding").where({ kind }).delete()
  }

  async read<T>(
    kind: string,
    trx: Knex = this.knex
  ): Promise<{ finding: T; computed_at: Date } | null> {
    const row: { finding: T; computed_at: Date } | undefined = await trx("kairos_finding")
      .select("finding", "computed_at")
      .where({ kind })
      .first()
    return row ?? null
  }

  /** Who objected to profiling is foretold nothing, also not what somebody thought of them, or they said of a reminder. */
  async forget(customer_ids: readonly string[], knex: Knex = this.knex): Promise<number> {
    if (customer_ids.length === 0) {
      return 0
    }
    let gone = 0
    for (const table of [
      "kairos_prediction",
      "kairos_due",
      "kairos_not_yet",
      "kairos_buyer_class",
    ]) {
      // One parameter for all: a shop can have more minors than a statement may have parameters (65,535).
      gone += await knex(table)
        .whereRaw("customer_id = any(?)", [[...customer_ids]])
        .delete()
    }
    return gone
  }

  /** What is told of customers of whom no purchase is left that counts. */
  async forgetStrangers(): Promise<number> {
    let gone = 0
    for (const table of [PREDICTION, DUE]) {
      const { rowCount } = await this.knex.raw(
        `delete from ${table.name} t where not exists (
           select from kairos_purchase k where k.customer_id = t.customer_id and not k.canceled
             and not (k.total > 0 and k.refunded >= k.total))`
      )
      gone += rowCount as number
    }
    return gone
  }

  /** A class that somebody who knows the customer says is right; null takes it back. */
  async setClass(
    customer_id: string,
    buyer_class: BuyerClass | null,
    set_by: string
  ): Promise<void> {
    if (buyer_class === null) {
      await this.knex("kairos_buyer_class").where({ customer_id }).delete()
      return
    }
    await this.knex.raw(
      `insert into kairos_buyer_class (customer_id, buyer_class, set_by) values (?, ?, ?)
       on conflict (customer_id) do update set buyer_class = excluded.buyer_class, set_by = excluded.set_by, set_at = now()`,
      [customer_id, buyer_class, set_by]
    )
  }
}

const CHUNK = 5000

async function upsert(knex: Knex, table: Table, rows: readonly object[]): Promise<number> {
  let written = 0
  for (let at = 0; at < rows.length; at += CHUNK) {
    const part = JSON.stringify(rows.slice(at, at + CHUNK))
    written += (await knex.raw(upsertSql(table), [part])).rowCount as number
  }
  return written
}

async function replaceAll(
  trx: Knex,
  table: Table,
  rows: readonly object[],
  customer_ids?: readonly string[]
): Promise<number> {
  const keys = rows.map((row) =>
    Object.fromEntries(table.key.map((name) => [name, (row as Record<string, unknown>)[name]]))
  )
  const columns = table.key.map((name) => `${name} text`).join(", ")
  const same = table.key.map((name) => `k.${name} = t.${name}`).join(" and ")
  const own = customer_ids === undefined ? "" : "t.customer_id = any(?) and"
  const gone = await trx.raw(
    `delete from ${table.name} t where ${own} not exists (
       select from jsonb_to_recordset(?::jsonb) as k(${columns}) where ${same})`,
    [...(customer_ids === undefined ? [] : [[...customer_ids]]), JSON.stringify(keys)]
  )
  return (gone.rowCount as number) + (await upsert(trx, table, rows))
}
