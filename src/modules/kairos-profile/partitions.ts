import type { Knex } from "@medusajs/framework/mikro-orm/knex"

const LOCK = "kairos:behaviour-partitions"
const PARTITION = /^kairos_behaviour_y(\d{4})m(\d{2})$/

/**
 * Makes the months from the last one to the one after next, by the database's clock; those that exist stay. Events lie at
 * most a week back and some minutes ahead, so a month is there before anything falls into it.
 * @returns how many were new
 */
export async function ensurePartitions(knex: Knex): Promise<number> {
  return knex.transaction(async (trx) => {
    // Two instances that start together would both find a month missing.
    await trx.raw("select pg_advisory_xact_lock(hashtextextended(?, 0))", [LOCK])
    const missing = await trx.raw<{ rows: { name: string; from: string; to: string }[] }>(
      `with month as (
         select generate_series(date_trunc('month', now() at time zone 'UTC') - interval '1 month',
           date_trunc('month', now() at time zone 'UTC') + interval '2 months', interval '1 month') as at)
       select to_char(at, '"kairos_behaviour_y"YYYY"m"MM') as name, to_char(at, 'YYYY-MM-DD') as from,
         to_char(at + interval '1 month', 'YYYY-MM-DD') as to
       from month where to_regclass(to_char(at, '"kairos_behaviour_y"YYYY"m"MM')) is null`
    )
    for (const { name, from, to } of missing.rows) {
      await trx.raw(
        `create table ?? partition of kairos_behaviour for values from ('${from} 00:00:00+00') to ('${to} 00:00:00+00')`,
        [name]
      )
    }
    return missing.rows.length
  })
}

/** Drops the months that ended more than `months` months ago: a whole table at once, nothing to vacuum. */
export async function dropOldPartitions(knex: Knex, months: number): Promise<number> {
  const { rows } = await knex.raw<{ rows: { name: string }[] }>(
    `select c.relname as name from pg_inherits i
     join pg_class c on c.oid = i.inhrelid
     where i.inhparent = 'kairos_behaviour'::regclass
       and c.relname < to_char(date_trunc('month', now() at time zone 'UTC') - make_interval(months => ?),
         '"kairos_behaviour_y"YYYY"m"MM')
     order by 1`,
    [months]
  )
  const old = rows.filter(({ name }) => PARTITION.test(name))
  for (const { name } of old) {
    await knex.raw("drop table ??", [name])
  }
  return old.length
}

/** Postgres' answer to a row for which there is no partition (check_violation). */
export const isMissingPartition = (error: unknown): boolean =>
  (error as { code?: unknown } | null)?.code === "23514"
