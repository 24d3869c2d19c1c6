import { randomBytes } from "node:crypto"
import {
  connect,
  databaseUrl,
  migrationFiles,
  migrationsByModule,
  onServer,
} from "../support/test-database"

const ROUNDS = 5
const INSTANCES = 3

/*
 * Three instances of a deployment migrate at once. Each has found every migration open before it begins, so each runs
 * all of them, a module's in one transaction as Medusa does; `if not exists` alone is no help: two transactions that
 * create the same table collide in the catalog of Postgres.
 */
describe("migrations of three instances at once", () => {
  it("take the lock first, every one", async () => {
    for (const statements of await migrationFiles()) {
      expect(statements[0]).toContain("pg_advisory_xact_lock")
    }
  })

  it.each(Array.from({ length: ROUNDS }, (_, round) => round + 1))(
    "all succeed, round %d",
    async () => {
      const name = `kairos_race_${randomBytes(6).toString("hex")}`
      await onServer((server) => server.raw("create database ??", [name]))
      const modules = await migrationsByModule()
      const instances = Array.from({ length: INSTANCES }, () => connect(databaseUrl(name)))
      try {
        const ends = await Promise.allSettled(
          instances.map(async (knex) => {
            for (const statements of modules) {
              await knex.transaction(async (trx) => {
                for (const statement of statements) {
                  await trx.raw(statement)
                }
              })
            }
          })
        )
        expect(
          ends.flatMap((end) => (end.status === "rejected" ? [String(end.reason)] : []))
        ).toEqual([])
      } finally {
        await Promise.all(instances.map((knex) => knex.destroy()))
        await onServer((server) => server.raw("drop database if exists ?? with (force)", [name]))
      }
    },
    60_000
  )
})
