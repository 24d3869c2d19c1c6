import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { NewEvent } from "../../core/event/event"
import type { DueTiming } from "../../core/predict/due-timing"
import { PRODUCT_KEY } from "../shop-purchases"

/**
 * Only purchases are read whose life ends about now; which of them do is told by the shop's calendar. A month's end and the hours of a
 * summer are less than this.
 */
const SLACK = "interval '5 days'"

/** The lives that plans state, each with its products and with when what ends about now was bought. */
type Life = {
  readonly life: string
  readonly products: readonly string[]
  readonly after: Date
  readonly until: Date
}

async function statedLives(
  knex: Knex,
  { days, max_age_hours }: { readonly days: number; readonly max_age_hours: number }
): Promise<readonly Life[]> {
  // By its text: a month and thirty days are equal intervals, and not the same.
  const { rows } = await knex.raw<{ rows: Life[] }>(
    `select life::text as life, array_agg(product_id) as products,
       now() + make_interval(days => :days) - make_interval(hours => :max_age_hours) - life::text::interval - ${SLACK} as after,
       now() + make_interval(days => :days) - life::text::interval + ${SLACK} as until
     from (
       select product_id, min(case terms #>> '{term,unit}'
         when 'day' then make_interval(days => (terms #>> '{term,count}')::int)
         when 'month' then make_interval(months => (terms #>> '{term,count}')::int)
         else make_interval(years => (terms #>> '{term,count}')::int) end) as life
       from kairos_plan where status = 'active' and terms ->> 'renewal' = 'manual' and terms #>> '{term,unit}' <> 'use' group by product_id) as stated
     group by life::text`,
    { days, max_age_hours }
  )
  return rows
}

/**
 * The last purchases that a life may be counted from. Its bounds are values, not expressions: by them Postgres knows whether few purchases
 * are about as old, or few lines hold the products.
 */
const lastPurchases = (no: number): string => `
       select p.customer_id, l.product_id, max(p.occurred_at) as bought_at, cast(:life${no} as interval) as life
       from kairos_purchase p
       join kairos_purchase_line l on l.purchase_id = p.id and l.product_id = any(:products${no})
       where not p.canceled and p.occurred_at > :after${no} and p.occurred_at <= :until${no}
         and not exists (select 1 from kairos_due d where d.customer_id = p.customer_id and d.product_key = l.product_id)
         and not exists (select 1 from kairos_purchase again join kairos_purchase_line same on same.purchase_id = again.id
           where again.customer_id = p.customer_id and again.occurred_at > p.occurred_at and not again.canceled
             and same.product_id = l.product_id)
       group by p.customer_id, l.product_id`

const plannedSql = (purchases: readonly string[]): string => `union all
       select b.customer_id, b.product_id, (b.bought_at at time zone :zone)::date,
         (b.bought_at at time zone :zone + b.life) at time zone :zone, 'plan',
         null::date, null::float8
       from (${purchases.join(" union all ")}) as b`

const bindingsOf = (lives: readonly Life[]): Record<string, Knex.RawBinding> =>
  Object.fromEntries(
    lives.flatMap(({ life, products, after, until }, no) => [
      [`life${no}`, life],
      [`products${no}`, products as string[]],
      [`after${no}`, after],
      [`until${no}`, until],
    ])
  )

/**
 * Who needs a product again in so many days: by what last night learned of them and of the product, else by the life that a plan
 * states for it, counted from the last purchase. Who said of that purchase that they do not need it yet is told on the day that they named,
 * and of nothing else. Timed by the rise, it is the day from which on they are likely to buy it again; so many
 * days before it is needed where nobody can tell that day. Whoever subscribes to it is told by their subscription. Only the day on which
 * the mark is passed is a moment. Days are the shop's in both, so that one purchase has one name whoever knew of it.
 */
export async function dueProducts(
  knex: Knex,
  {
    days,
    when,
    from,
    zone,
    max_age_hours,
  }: { days: number; when: DueTiming; from: Date | null; zone: string; max_age_hours: number },
  limit: number
): Promise<NewEvent[]> {
  const lives = await statedLives(knex, { days, max_age_hours })
  const { rows } = await knex.raw(
    `with due as (
       select d.customer_id, d.product_key as product_id, d.last_bought, d.due_median::timestamp at time zone :zone as due_at,
         'learned' as known_by, d.due_rise as likely_on, d.own_weight
       from kairos_due d
       ${lives.length === 0 ? "" : plannedSql(lives.map((_, no) => lastPurchases(no)))}),
     marks as (
       select d.*, null::date as said_on, coalesce(case :when when 'rise' then d.likely_on::timestamp at time zone :zone end, d.due_at - make_interval(days => :days)) as occurred_at,
         concat_ws(':', 'product.due', d.customer_id, d.product_id, d.last_bought, cast(:days as int), nullif(:when, 'day')) as event_id
       from due d
       where not exists (select 1 from kairos_not_yet n
         where n.customer_id = d.customer_id and n.product_key = d.product_id and n.last_bought >= d.last_bought)
       union all
       select n.customer_id, n.product_key, n.last_bought, n.remind_on::timestamp at time zone :zone, 'told', null::date, null::float8, n.said_on,
         n.remind_on::timestamp at time zone :zone,
         concat_ws(':', 'product.due', n.customer_id, n.product_key, n.last_bought, cast(:days as int), nullif(:when, 'day'), 'again', n.remind_on)
       from kairos_not_yet n
       where n.remind_on between current_date - 40 and current_date + 1
         and not exists (select 1 from kairos_purchase again join kairos_purchase_line l on l.purchase_id = again.id
           where again.customer_id = n.customer_id and not again.canceled and ${PRODUCT_KEY} = n.product_key
             and (again.occurred_at at time zone :zone)::date > n.last_bought))
     select m.event_id as id, 'product.due' as name, m.customer_id as entity_id, m.customer_id, c.email, 'job' as source, m.occurred_at,
       jsonb_build_object('days', cast(:days as int), 'when', cast(:when as text), 'product_id', m.product_id, 'known_by', m.known_by,
         'last_bought', m.last_bought, 'due_at', to_char(m.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
         'due_on', (m.due_at at time zone :zone)::date, 'likely_on', m.likely_on, 'own_weight', m.own_weight, 'said_on', m.said_on) as properties
     from marks m
     join kairos_profile c on c.customer_id = m.customer_id
     where m.occurred_at <= now() and m.occurred_at > now() - make_interval(hours => :max_age_hours)
       and m.occurred_at >= coalesce(cast(:from as timestamptz), '-infinity')
       and not exists (select 1 from kairos_subscription s
         where s.customer_id = m.customer_id and s.product_id = m.product_id and s.status = 'active')
       and not exists (select 1 from kairos_inbox i where i.id = m.event_id)
     order by m.occurred_at, m.event_id limit :limit`,
    {
      days,
      when,
      from: from?.toISOString() ?? null,
      zone,
      max_age_hours,
      limit,
      ...bindingsOf(lives),
    }
  )
  return rows
}
