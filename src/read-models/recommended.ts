import type { Knex } from "@medusajs/framework/mikro-orm/knex"

export type RecommendedKey = {
  readonly product_key: string
  readonly support: number | null
  readonly confidence: number | null
  readonly lift: number | null
  readonly median_days: number | null
  readonly from_days: number | null
  readonly to_days: number | null
}

const FIGURES = `support, confidence, lift, median_days, null::float8 as from_days, null::float8 as to_days`

/** What is bought together with a product, the clearest first; chance alone is left out. */
export async function boughtTogether(knex: Knex, productKey: string): Promise<RecommendedKey[]> {
  const { rows } = await knex.raw<{ rows: RecommendedKey[] }>(
    `select other_key as product_key, ${FIGURES} from (
       select *, null::float8 as median_days from kairos_pair where product_key = ? and lift > 1) pair
     order by confidence * ln(lift) desc, other_key`,
    [productKey]
  )
  return rows
}

/** What is bought after a product, the likeliest first. */
export async function boughtAfter(knex: Knex, productKey: string): Promise<RecommendedKey[]> {
  const { rows } = await knex.raw<{ rows: RecommendedKey[] }>(
    `select other_key as product_key, ${FIGURES} from (
       select *, null::float8 as support, probability as confidence, null::float8 as lift
       from kairos_follower where product_key = ? and other_key <> product_key) follower
     order by confidence desc, other_key`,
    [productKey]
  )
  return rows
}

/** How long a product lasts until it is bought again. */
export async function boughtAgain(knex: Knex, productKey: string): Promise<RecommendedKey[]> {
  const { rows } = await knex.raw<{ rows: RecommendedKey[] }>(
    `select product_key, null::float8 as support, null::float8 as confidence, null::float8 as lift,
       (learned ->> 'km_median')::float8 as median_days, (learned ->> 'km_q25')::float8 as from_days,
       (learned ->> 'km_q75')::float8 as to_days
     from kairos_replacement where product_key = ? and learned ->> 'km_median' is not null`,
    [productKey]
  )
  return rows
}

/** What this person will need again, the soonest first: days from today. Only of the session's own customer. */
export async function neededAgain(knex: Knex, customerId: string): Promise<RecommendedKey[]> {
  const { rows } = await knex.raw<{ rows: RecommendedKey[] }>(
    `select product_key, null::float8 as support, null::float8 as confidence, null::float8 as lift,
       (due_median - current_date)::float8 as median_days, (due_from - current_date)::float8 as from_days,
       (due_to - current_date)::float8 as to_days
     from kairos_due where customer_id = ? order by due_median, product_key`,
    [customerId]
  )
  return rows
}
