import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** The database's clock, which all processes share. */
export async function databaseNow(knex: Knex): Promise<Date> {
  const { rows } = await knex.raw<{ rows: { now: Date }[] }>("select now() as now")
  return (rows[0] as { now: Date }).now
}
