import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { RenderedContent } from "../core/content/content"

export type ContentProduct = RenderedContent["products"][number]

const COLUMNS = "p.id, p.handle, p.title, p.thumbnail"
const VISIBLE = `p.deleted_at is null and p.status = 'published' and (?::text[] is null or exists (
  select 1 from product_sales_channel s where s.product_id = p.id and s.deleted_at is null and s.sales_channel_id = any(?::text[])))`

/** The products of these ids that the sales channels sell, in the order of the ids. */
export async function productsById(
  knex: Knex,
  ids: readonly string[],
  channels: readonly string[] | null
): Promise<ContentProduct[]> {
  const result = await knex.raw(
    `select ${COLUMNS} from unnest(?::text[]) with ordinality as w (id, at) join product p on p.id = w.id
     where ${VISIBLE} order by w.at`,
    [[...ids], listOf(channels), listOf(channels)] as never
  )
  return result.rows
}

/** What sold most in the last 90 days; in a shop without sales, its newest products. */
export async function bestsellers(
  knex: Knex,
  channels: readonly string[] | null,
  limit: number
): Promise<ContentProduct[]> {
  const result = await knex.raw(
    `select ${COLUMNS} from product p left join (
       select l.product_id, sum(l.quantity) as sold from kairos_purchase_line l join kairos_purchase b on b.id = l.purchase_id
       where b.occurred_at > now() - interval '90 days' and not b.canceled and l.product_id is not null
       group by l.product_id) s on s.product_id = p.id
     where ${VISIBLE} order by s.sold desc nulls last, p.created_at desc, p.id limit ?`,
    [listOf(channels), listOf(channels), limit] as never
  )
  return result.rows
}

/** What this customer bought, newest first. */
export async function boughtBefore(
  knex: Knex,
  customerId: string,
  channels: readonly string[] | null,
  limit: number
): Promise<ContentProduct[]> {
  const result = await knex.raw(
    `select ${COLUMNS} from product p join (
       select l.product_id, max(b.occurred_at) as at from kairos_purchase b join kairos_purchase_line l on l.purchase_id = b.id
       where b.customer_id = ? and not b.canceled and l.product_id is not null group by l.product_id) s on s.product_id = p.id
     where ${VISIBLE} order by s.at desc, p.id limit ?`,
    [customerId, listOf(channels), listOf(channels), limit] as never
  )
  return result.rows
}

/** What was added to the shop last, newest first. */
export async function newest(
  knex: Knex,
  channels: readonly string[] | null,
  limit: number
): Promise<ContentProduct[]> {
  const result = await knex.raw(
    `select ${COLUMNS} from product p where ${VISIBLE} order by p.created_at desc, p.id limit ?`,
    [listOf(channels), listOf(channels), limit] as never
  )
  return result.rows
}

/** Which of these products a customer has bought. */
export async function boughtAmong(
  knex: Knex,
  customerId: string,
  ids: readonly string[]
): Promise<ReadonlySet<string>> {
  const { rows } = await knex.raw<{ rows: { product_id: string }[] }>(
    `select distinct l.product_id from kairos_purchase b join kairos_purchase_line l on l.purchase_id = b.id
     where b.customer_id = ? and not b.canceled and l.product_id = any(?::text[])`,
    [customerId, [...ids]] as never
  )
  return new Set(rows.map(({ product_id }) => product_id))
}

const listOf = (channels: readonly string[] | null): string[] | null =>
  channels === null ? null : [...channels]
