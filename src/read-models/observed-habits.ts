import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { type Observed, partOfDay } from "../core/preferences/inferred"
import type { Choices } from "../core/predict/preference"

type Row = { kind: "hour" | "channel"; choice: string; count: number }
type Sources = { readonly whose: string; readonly deliveries: string; readonly visits: string }

// An order of a day without an hour stands at midnight; an hour of a visit counts once, however much was looked at in it.
const habitsSql = ({ whose, deliveries, visits }: Sources): string => `
  select 'hour' as kind, extract(hour from e.at at time zone :zone)::int::text as choice, count(*)::int as count
  from (
    select occurred_at as at from kairos_purchase
    where not canceled and occurred_at <> date_trunc('day', occurred_at, 'UTC') and ${whose}
    union all
    select date_trunc('hour', v.occurred_at) from (${visits}) v group by v.visitor_id, 1
  ) e group by 2
  union all
  select 'channel', 'email', count(*)::int from kairos_report r join kairos_delivery d on d.id = r.delivery_id
  where r.kind = 'clicked' and not r.machine and ${deliveries}
  union all
  select 'channel', 'on_site', count(*)::int from kairos_exposure where kind = 'clicked' and ${whose}`

const OWN = habitsSql({
  whose: "customer_id = :id",
  deliveries: "d.customer_id = :id",
  visits: "select visitor_id, occurred_at from kairos_behaviour where customer_id = :id",
})

// The newest visits are enough to tell what is usual, and a busy shop has tens of millions.
const EVERYBODY = habitsSql({
  whose: "occurred_at > now() - interval '90 days'",
  deliveries: "r.occurred_at > now() - interval '90 days'",
  visits: `select visitor_id, occurred_at from kairos_behaviour
    where occurred_at > now() - interval '14 days' order by occurred_at desc limit 100000`,
})

const byKind = (rows: readonly Row[], kind: Row["kind"], choiceOf: (choice: string) => string) => {
  const counts: Record<string, number> = {}
  for (const row of rows.filter((one) => one.kind === kind)) {
    const choice = choiceOf(row.choice)
    counts[choice] = (counts[choice] ?? 0) + row.count
  }
  return counts
}

const habitsOf = (rows: readonly Row[]): Record<keyof Observed["own"], Choices> => ({
  time_of_day: byKind(rows, "hour", (hour) => partOfDay(Number(hour))),
  channel: byKind(rows, "channel", (channel) => channel),
})

/** When one customer buys and looks around, by the clocks of their zone, and where they follow what is offered. */
export async function readOwnHabits(
  knex: Knex,
  id: string,
  zone: string
): Promise<Observed["own"]> {
  const { rows } = await knex.raw<{ rows: Row[] }>(OWN, { id, zone })
  return habitsOf(rows)
}

/** The same of everybody lately, by the shop's clocks. */
export async function readHabitsOfAll(knex: Knex, zone: string): Promise<Observed["everybody"]> {
  const { rows } = await knex.raw<{ rows: Row[] }>(EVERYBODY, { zone })
  return habitsOf(rows)
}
