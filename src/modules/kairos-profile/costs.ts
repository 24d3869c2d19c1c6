import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** What one piece of a variant, or of any variant of a product, costs from a day on. */
export type UnitCostRow = {
  readonly item_id: string
  /** `2026-03-31`, or `-infinity`. */
  readonly since: string
  readonly cost: string
  readonly currency_code: string
}

/**
 * What the goods of purchases cost: what their history says, else the newest cost of the product that is not later than the day, a variant's
 * own before its product's. How much of them is known is counted in money, and in pieces where nothing was charged. Amounts of two
 * currencies are not added: where the history says costs, a product's in another currency is not known.
 */
const goodsSql = (which: string): string => `
  with goods as (
    select p.id, sum(l.quantity * c.cost) as cost, max(c.currency_code) as currency_code,
      round(case when sum(l.quantity * l.unit_price) > 0
        then coalesce(sum(l.quantity * l.unit_price) filter (where c.cost is not null), 0) / sum(l.quantity * l.unit_price)
        else coalesce(sum(l.quantity) filter (where c.cost is not null), 0)::numeric / nullif(sum(l.quantity), 0) end, 8) as known
    from kairos_purchase p
    left join kairos_purchase_line l on l.purchase_id = p.id
    left join lateral (
      (select l.unit_cost as cost, lower(p.currency_code) as currency_code where l.unit_cost is not null)
      union all
      (select u.cost, u.currency_code from kairos_unit_cost u
       where l.unit_cost is null and u.item_id in (l.variant_id, l.product_id)
         and u.since <= (p.occurred_at at time zone 'UTC')::date
         and (u.currency_code = lower(p.currency_code)
           or not exists (select from kairos_purchase_line own where own.purchase_id = p.id and own.unit_cost is not null))
       order by (u.item_id = l.variant_id) desc nulls last, u.since desc limit 1)) c on true
    where ${which}
    group by p.id)`

const DIFFERS =
  "(p.goods_cost, p.goods_known, p.cost_currency) is distinct from (g.cost, nullif(g.known, 0), g.currency_code)"

/** In the order of their ids, as purchases are recorded, so that nobody waits in a circle. */
const lockSql = (which: string): string => `
  ${goodsSql(which)}
  select p.id from kairos_purchase p join goods g on g.id = p.id where ${DIFFERS} order by p.id for update of p`

const OF_CUSTOMERS = lockSql("p.customer_id = any(?::text[])")
const WITH_ITEMS = lockSql(
  "p.id in (select purchase_id from kairos_purchase_line where variant_id = any(?::text[]) or product_id = any(?::text[]))"
)
const SETTLE_SQL = `
  ${goodsSql("p.id = any(?::text[])")}
  update kairos_purchase p set goods_cost = g.cost, goods_known = nullif(g.known, 0), cost_currency = g.currency_code
  from goods g where g.id = p.id and ${DIFFERS}`

const KEEP_SQL = (scope: string): string => `
  with input as (
    select * from jsonb_to_recordset(?::jsonb) as r(item_id text, since date, cost numeric, currency_code text)
  ),
  gone as (
    delete from kairos_unit_cost u
    where ${scope} not exists (select from input i where i.item_id = u.item_id and i.since = u.since)
    returning u.item_id
  ),
  kept as (
    insert into kairos_unit_cost as u (item_id, since, cost, currency_code)
    select item_id, since, cost, currency_code from input order by item_id, since
    on conflict (item_id, since) do update set cost = excluded.cost, currency_code = excluded.currency_code
    where (u.cost, u.currency_code) is distinct from (excluded.cost, excluded.currency_code)
    returning u.item_id
  )
  select item_id from gone union select item_id from kept order by 1`

/** What products say that they cost, and what purchases have cost by it. */
export class CostStore {
  constructor(private readonly knex: Knex) {}

  /**
   * Takes over what these items cost now, or all items without a list, and counts the purchases with those that changed anew. Both or
   * neither: a cost that was taken over alone would never be found changed again.
   * @returns how many items changed
   */
  async keep(rows: readonly UnitCostRow[], item_ids: readonly string[] | null): Promise<number> {
    return this.knex.transaction(async (trx) => {
      const scope = item_ids === null ? "" : "u.item_id = any(?::text[]) and"
      const bindings = [JSON.stringify(rows), ...(item_ids === null ? [] : [[...item_ids]])]
      const found = await trx.raw<{ rows: { item_id: string }[] }>(KEEP_SQL(scope), bindings)
      const changed = found.rows.map((row) => row.item_id)
      if (changed.length > 0) {
        await settleAmong(trx, WITH_ITEMS, [changed, changed])
      }
      return changed.length
    })
  }

  /** Counts what these customers' purchases have cost. A shop without costs does nothing. */
  async settle(customer_ids: readonly string[], trx: Knex): Promise<void> {
    const { rows } = await trx.raw<{ rows: { any: boolean }[] }>(
      `select exists (select from kairos_unit_cost)
         or exists (select from kairos_purchase_line where unit_cost is not null) as any`
    )
    if (rows[0]!.any) {
      await settleAmong(trx, OF_CUSTOMERS, [[...customer_ids]])
    }
  }
}

/**
 * Two statements: one that had waited for a purchase that somebody was writing would settle it by the lines that it saw before. Which of
 * them differ is therefore asked under their locks once more.
 */
async function settleAmong(trx: Knex, lock: string, bindings: readonly string[][]): Promise<void> {
  const { rows } = await trx.raw<{ rows: { id: string }[] }>(lock, bindings)
  if (rows.length > 0) {
    await trx.raw(SETTLE_SQL, [rows.map(({ id }) => id)])
  }
}
