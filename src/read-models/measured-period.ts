import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** Calendar days of the shop, both included: `{ from: "2026-03-01", to: "2026-03-31" }`. */
export type MeasuredPeriod = {
  readonly from: string
  readonly to: string
  readonly time_zone: string
}

const DEFAULT_DAYS = 30

/** What was asked for, else the last 30 days; today is the shop's, by the database's clock. */
export async function measuredPeriod(
  knex: Knex,
  asked: { readonly from?: string; readonly to?: string },
  time_zone: string
): Promise<MeasuredPeriod> {
  const { rows } = await knex.raw<{ rows: { from: string; to: string }[] }>(
    `with asked as (
       select cast(:from as date) as first, coalesce(cast(:to as date), (now() at time zone :time_zone)::date) as last)
     select to_char(coalesce(first, last - :back::int), 'YYYY-MM-DD') as from, to_char(last, 'YYYY-MM-DD') as to from asked`,
    { from: asked.from ?? null, to: asked.to ?? null, time_zone, back: DEFAULT_DAYS - 1 }
  )
  return { from: rows[0]!.from, to: rows[0]!.to, time_zone }
}

/**
 * The instants at which the shop's calendar days begin and end. A day is 23 or 25 hours long when the clocks change, so
 * its bounds are found on the calendar and not by adding hours (E-20).
 */
export const BOUNDS_SQL = `bounds as (
  select cast(:from as date)::timestamp at time zone :time_zone as since,
    (cast(:to as date) + 1)::timestamp at time zone :time_zone as until)`
