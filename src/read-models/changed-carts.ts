import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { CartSighting } from "../core/cart/cart"
import { normaliseEmail } from "../core/identity/email"

export type CartCursor = { readonly changed_at: string; readonly cart_id: string }

/**
 * Carts of which anything was written since an instant, in the order of the change; page on with the last one. Adding,
 * changing and removing a line leaves Medusa's cart row untouched, so every table that a cart consists of is asked.
 */
export async function changedCarts(
  knex: Knex,
  since: Date,
  after: CartCursor | null,
  limit: number
): Promise<readonly CartCursor[]> {
  const from = since.toISOString()
  const { rows } = await knex.raw(
    `with touched as (
       select id as cart_id, updated_at from cart where updated_at >= ?::timestamptz
       union all
       select cart_id, updated_at from cart_line_item where updated_at >= ?::timestamptz
       union all
       select cart_id, updated_at from cart_shipping_method where updated_at >= ?::timestamptz
       union all
       select cart_id, updated_at from cart_promotion where updated_at >= ?::timestamptz
       union all
       select cart_id, updated_at from order_cart where updated_at >= ?::timestamptz
     ),
     newest as (select cart_id, max(updated_at) as changed_at from touched where cart_id is not null group by cart_id)
     select cart_id, to_char(changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as changed_at
     from newest
     where (newest.changed_at, cart_id) > (?::timestamptz, ?::text)
     order by newest.changed_at, cart_id limit ?`,
    [from, from, from, from, from, after?.changed_at ?? "1900-01-01", after?.cart_id ?? "", limit]
  )
  return rows
}

const ADDRESS = (alias: string) =>
  `concat_ws('|', ${[
    "first_name",
    "last_name",
    "company",
    "address_1",
    "address_2",
    "city",
    "province",
    "postal_code",
    "country_code",
    "phone",
  ]
    .map((column) => `coalesce(${alias}.${column}, '')`)
    .join(", ")})`

const SIGHTING_SQL = `
  with chosen as (
    select * from cart where id = any(?::text[]) and coalesce(metadata ->> 'kairos_renewal', '') = ''),
  line as (
    select l.cart_id,
      coalesce(sum(l.quantity) filter (where l.deleted_at is null), 0) as item_count,
      coalesce(sum(l.quantity * l.unit_price) filter (where l.deleted_at is null), 0) as item_total,
      max(l.created_at) as created_at, max(l.deleted_at) as deleted_at, max(l.updated_at) as updated_at
    from cart_line_item l join chosen c on c.id = l.cart_id
    group by l.cart_id
  ),
  wanted as (
    select cart_id, md5(string_agg(what || ' x ' || quantity, ',' order by what)) as print
    from (
      select l.cart_id, coalesce(l.variant_id, l.product_id, l.title, '') as what, sum(l.quantity) as quantity
      from cart_line_item l join chosen c on c.id = l.cart_id
      where l.deleted_at is null group by 1, 2) each_variant
    group by cart_id
  ),
  choice as (
    select cart_id, array_agg(distinct what order by what) as choices, max(created_at) as created_at
    from (
      select m.cart_id, 'shipping:' || coalesce(m.shipping_option_id, m.name) as what, m.created_at
      from cart_shipping_method m join chosen c on c.id = m.cart_id
      where m.deleted_at is null
      union all
      select u.cart_id, 'code:' || p.code, u.created_at
      from cart_promotion u join chosen c on c.id = u.cart_id
      join promotion p on p.id = u.promotion_id
      where u.deleted_at is null and not p.is_automatic and p.code is not null) each_choice
    group by cart_id
  ),
  bought as (
    select distinct on (o.cart_id) o.cart_id, o.order_id, o.created_at
    from order_cart o join chosen c on c.id = o.cart_id
    where o.deleted_at is null order by o.cart_id, o.created_at
  )
  select c.id as cart_id, c.customer_id, c.email, lower(c.currency_code) as currency_code,
    least(l.item_count, 2147483647)::int as item_count, trim_scale(round(l.item_total, 8))::text as item_total,
    coalesce(w.print, '') as items_print,
    md5(concat_ws('||', lower(trim(coalesce(c.email, ''))), ${ADDRESS("s")}, ${ADDRESS("b")})) as contact_print,
    coalesce(h.choices, '{}') as choices,
    greatest(c.created_at, l.created_at, l.deleted_at, s.created_at, b.created_at) as begun_at,
    greatest(l.updated_at, l.deleted_at) as items_at,
    greatest(c.updated_at, s.updated_at, b.updated_at) as contact_at,
    h.created_at as choices_at,
    c.deleted_at,
    coalesce(c.completed_at, o.created_at) as placed_at, o.order_id
  from chosen c
  join line l on l.cart_id = c.id
  left join wanted w on w.cart_id = c.id
  left join choice h on h.cart_id = c.id
  left join bought o on o.cart_id = c.id
  left join cart_address s on s.id = c.shipping_address_id
  left join cart_address b on b.id = c.billing_address_id
  order by c.id
`

/** These carts as they stand now; those that never had an item are left out. */
export async function cartSightings(
  knex: Knex,
  cartIds: readonly string[]
): Promise<readonly CartSighting[]> {
  const { rows } = await knex.raw(SIGHTING_SQL, [[...cartIds]])
  return (rows as CartSighting[]).map((row) => ({
    ...row,
    email: normaliseEmail(row.email ?? ""),
    begun_at: isoOf(row.begun_at) as string,
    items_at: isoOf(row.items_at),
    contact_at: isoOf(row.contact_at) as string,
    choices_at: isoOf(row.choices_at),
    deleted_at: isoOf(row.deleted_at),
    placed_at: isoOf(row.placed_at),
  }))
}

/** The driver reads times as Date. */
const isoOf = (value: unknown): string | null =>
  value === null ? null : (value as Date).toISOString()
