import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { BUYER_CLASSES, type BuyerClass } from "../core/predict/buyer-class"

export type ProductBuyers = {
  readonly product_id: string
  readonly customers: number
  /** `2026-03-02` in the shop's purchases; null before anybody bought it. */
  readonly first_bought_on: string | null
  readonly last_bought_on: string | null
  /** Of the customers whose class is known. */
  readonly classes: Readonly<Record<BuyerClass, number>>
}

type Row = {
  readonly buyer_class: BuyerClass | null
  readonly customers: number
  readonly first_on: string
  readonly last_on: string
}

/** Null when there is no such product. A class that was set by hand wins, as everywhere. */
export async function buyersOfProduct(
  knex: Knex,
  product_id: string
): Promise<ProductBuyers | null> {
  const product: unknown = await knex("product")
    .select("id")
    .where({ id: product_id, deleted_at: null })
    .first()
  if (product === undefined) {
    return null
  }
  const { rows } = await knex.raw<{ rows: Row[] }>(
    `with buyer as (
       select k.customer_id, min(k.occurred_at) as first_at, max(k.occurred_at) as last_at
       from kairos_purchase_line l
       join kairos_purchase k on k.id = l.purchase_id
       where l.product_id = ? and not k.canceled and not (k.total > 0 and k.refunded >= k.total)
       group by 1)
     select coalesce(c.buyer_class, f.buyer_class) as buyer_class, count(*)::int as customers,
       min(first_at)::date::text as first_on, max(last_at)::date::text as last_on
     from buyer b
     left join kairos_prediction f on f.customer_id = b.customer_id
     left join kairos_buyer_class c on c.customer_id = b.customer_id
     group by 1`,
    [product_id]
  )
  const of = (name: BuyerClass): number =>
    rows.find(({ buyer_class }) => buyer_class === name)?.customers ?? 0
  return {
    product_id,
    customers: rows.reduce((sum, { customers }) => sum + customers, 0),
    first_bought_on: rows.map(({ first_on }) => first_on).sort()[0] ?? null,
    last_bought_on:
      rows
        .map(({ last_on }) => last_on)
        .sort()
        .at(-1) ?? null,
    classes: Object.fromEntries(BUYER_CLASSES.map((name) => [name, of(name)])) as Record<
      BuyerClass,
      number
    >,
  }
}
