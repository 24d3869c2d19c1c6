import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Bought } from "../core/decision/tell-shopper"

const ORDER_EVENT = "order.placed:"

/** What was bought in the orders that these events announced, by the event's id. Other events are left out. */
export async function boughtBy(
  knex: Knex,
  eventIds: readonly string[]
): Promise<ReadonlyMap<string, Bought>> {
  const orders = eventIds.filter((id) => id.startsWith(ORDER_EVENT))
  if (orders.length === 0) {
    return new Map()
  }
  const { rows } = await knex.raw<{ rows: { id: string; at: Date; titles: string[] }[] }>(
    `select ?::text || p.external_id as id, p.occurred_at as at, array_agg(l.title order by l.line_no) as titles
     from kairos_purchase p join kairos_purchase_line l on l.purchase_id = p.id and l.title is not null
     where p.id = any(?::text[]) group by p.id, p.external_id, p.occurred_at`,
    [ORDER_EVENT, orders.map((id) => `medusa:${id.slice(ORDER_EVENT.length)}`)] as never
  )
  return new Map(rows.map(({ id, at, titles }) => [id, { titles, at: at.toISOString() }]))
}
