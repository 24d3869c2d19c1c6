import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** What the metadata of a variant or a product says of its cost, as it is written there. */
export type StatedCost = { readonly item_id: string; readonly stated: unknown }

/**
 * What Medusa's variants and products say that one piece costs; also those that were deleted, which people have bought.
 * @param key of the metadata
 * @param item_ids of variants and products; all of them when null
 */
export async function statedCosts(
  knex: Knex,
  key: string,
  item_ids: readonly string[] | null
): Promise<readonly StatedCost[]> {
  const { rows } = await knex.raw<{ rows: StatedCost[] }>(
    `select id as item_id, metadata -> :key as stated from product_variant
     where jsonb_exists(metadata, :key) and (:all or id = any(cast(:ids as text[])))
     union all
     select id, metadata -> :key from product
     where jsonb_exists(metadata, :key) and (:all or id = any(cast(:ids as text[])))
     order by 1`,
    { key, all: item_ids === null, ids: [...(item_ids ?? [])] }
  )
  return rows
}
