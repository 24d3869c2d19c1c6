import type { Knex } from "@medusajs/framework/mikro-orm/knex"

export type WantedLine = { readonly variant_id: string; readonly quantity: number }

/** One thing of a cart that cannot be bought, or not as much of it as is wanted, and why. */
export type Unsellable = {
  readonly variant_id: string
  readonly title: string
  /** How much of it there is: above 0 only where it is out of stock in part. */
  readonly available: number
  readonly why: "gone" | "unpublished" | "not_in_channel" | "out_of_stock"
}

/**
 * Of the wanted variants those that the shop cannot sell now: deleted, not published, not sold in the cart's sales channel,
 * or out of stock (managed, no backorders, and less at the channel's locations than is wanted). A switched-off or deleted
 * channel sells nothing; without a channel any one that sells it is enough.
 */
export async function unsellable(
  knex: Knex,
  wanted: readonly WantedLine[],
  channelId: string | null
): Promise<readonly Unsellable[]> {
  const { rows } = await knex.raw(
    `with wanted as (
       select variant_id, sum(quantity) as quantity
       from jsonb_to_recordset(?::jsonb) as w(variant_id text, quantity numeric) group by variant_id),
     shop as (select ?::text as channel_id),
     stock as (
       select i.variant_id, min(floor(coalesce(a.available, 0) / greatest(i.required_quantity, 1))) as available
       from wanted w
       join product_variant_inventory_item i on i.variant_id = w.variant_id and i.deleted_at is null
       left join lateral (
         select sum(l.stocked_quantity - l.reserved_quantity) as available
         from inventory_level l, shop
         where l.inventory_item_id = i.inventory_item_id and l.deleted_at is null
           and (shop.channel_id is null or exists (
             select 1 from sales_channel_stock_location s
             where s.stock_location_id = l.location_id and s.sales_channel_id = shop.channel_id and s.deleted_at is null))
       ) a on true
       group by i.variant_id),
     judged as (
       select w.variant_id, coalesce(p.title, v.title, w.variant_id) as title,
         case
           when v.id is null or v.deleted_at is not null or p.id is null or p.deleted_at is not null then 'gone'
           when p.status <> 'published' then 'unpublished'
           when not exists (
             select 1 from product_sales_channel s join sales_channel c on c.id = s.sales_channel_id
             where s.product_id = p.id and (shop.channel_id is null or s.sales_channel_id = shop.channel_id) and s.deleted_at is null
               and c.deleted_at is null and not c.is_disabled) then 'not_in_channel'
           when v.manage_inventory and not v.allow_backorder and coalesce(k.available, 0) < w.quantity then 'out_of_stock'
         end as why,
         greatest(coalesce(k.available, 0), 0)::int as stock
       from wanted w
       cross join shop
       left join product_variant v on v.id = w.variant_id
       left join product p on p.id = v.product_id
       left join stock k on k.variant_id = w.variant_id)
     select variant_id, title, why, case when why = 'out_of_stock' then stock else 0 end as available
     from judged where why is not null order by title, variant_id`,
    [JSON.stringify(wanted), channelId] as never
  )
  return rows
}

/** Why a product cannot be bought, in none of its variants; null where one can. */
export async function unsellableProduct(
  knex: Knex,
  productId: string
): Promise<Omit<Unsellable, "variant_id" | "available"> | null> {
  const variants: { id: string }[] = await knex("product_variant")
    .where({ product_id: productId, deleted_at: null })
    .select("id")
  const wanted = variants.map(({ id }) => ({ variant_id: id, quantity: 1 }))
  const gone = await unsellable(knex, wanted, null)
  if (variants.length > gone.length) {
    return null
  }
  const [first] = gone
  return first === undefined
    ? { title: await titleOf(knex, productId), why: "gone" }
    : { title: first.title, why: first.why }
}

async function titleOf(knex: Knex, productId: string): Promise<string> {
  const row = await knex("product").where({ id: productId }).first("title")
  return (row?.title as string | undefined) ?? productId
}
