/**
 * The first statement of every migration: instances that migrate at once do it one after the other. Medusa runs a
 * module's migrations in one transaction, and two transactions that create the same table collide in the catalog of
 * Postgres in spite of `if not exists`. Whoever waited runs the same statements again, so all of them must bear that.
 */
export const MIGRATION_LOCK =
  "select pg_advisory_xact_lock(hashtextextended('kairos:migrations', 0));"
