import { createHash, randomBytes } from "node:crypto"
import { readdirSync, readFileSync } from "node:fs"
import path from "node:path"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { ContainerRegistrationKeys, createPgConnection } from "@medusajs/framework/utils"

export type TestDatabase = {
  readonly knex: Knex
  readonly url: string
  /** What a module's service gets as its container. */
  readonly container: Record<string, unknown>
  readonly drop: () => Promise<void>
}

const MODULES = path.resolve(__dirname, "../../src/modules")

/** The address of a database on the Postgres that scripts/test.mjs started (DB_HOST, DB_PORT, …). */
export function databaseUrl(name: string): string {
  const user = encodeURIComponent(process.env.DB_USERNAME ?? "postgres")
  const password = process.env.DB_PASSWORD ? `:${encodeURIComponent(process.env.DB_PASSWORD)}` : ""
  const host = process.env.DB_HOST ?? "localhost"
  return `postgres://${user}${password}@${host}:${process.env.DB_PORT ?? "5432"}/${name}`
}

/**
 * A new database with the tables of all our modules and none of Medusa's, for tests of one module. The test drops it in `afterAll`.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `kairos_test_${randomBytes(6).toString("hex")}`
  await onServer(async (server) =>
    server.raw("create database ?? template ??", [name, await migratedTemplate(server)])
  )
  const knex = connect(databaseUrl(name))
  return {
    knex,
    url: databaseUrl(name),
    container: { [ContainerRegistrationKeys.PG_CONNECTION]: knex },
    drop: async () => {
      await knex.destroy()
      await onServer((server) => server.raw("drop database if exists ?? with (force)", [name]))
    },
  }
}

const TEMPLATE = "kairos_template_"

/**
 * All migrations take as long as some tests, so they run once for these migrations on this server, and each database is a copy of
 * what they made. Whoever comes first makes it; the others wait.
 */
async function migratedTemplate(server: Knex): Promise<string> {
  const files = readdirSync(MODULES).flatMap(filesOf)
  const hash = createHash("sha256")
  files.forEach((file) => hash.update(file).update(readFileSync(file)))
  const name = `${TEMPLATE}${hash.digest("hex").slice(0, 16)}`
  await server.transaction(async (lock) => {
    await lock.raw("select pg_advisory_xact_lock(hashtext(?))", [TEMPLATE])
    const { rows } = await lock.raw<{ rows: { datname: string }[] }>(
      "select datname from pg_database where starts_with(datname, ?)",
      [TEMPLATE]
    )
    if (rows.some(({ datname }) => datname === name)) {
      return
    }
    for (const { datname } of rows) {
      await server.raw("drop database if exists ??", [datname])
    }
    // Its name is the sign that it is whole.
    const unfinished = `${TEMPLATE}unfinished`
    await server.raw("create database ??", [unfinished])
    const knex = connect(databaseUrl(unfinished))
    for (const statement of (await migrationsByModule()).flat()) {
      await knex.raw(statement)
    }
    await knex.destroy()
    await server.raw("alter database ?? rename to ??", [unfinished, name])
  })
  return name
}

/** Empties those of our tables that a test filled: to truncate all of them takes longer than most tests. */
export async function emptyTables(knex: Knex): Promise<void> {
  await knex.raw(`
    do $$
    declare
      name text;
      is_filled boolean;
      filled text[] := '{}';
    begin
      for name in select quote_ident(tablename) from pg_tables where schemaname = 'public' and tablename like 'kairos\\_%' loop
        execute 'select exists (select from ' || name || ')' into is_filled;
        if is_filled then filled := filled || name; end if;
      end loop;
      if filled <> '{}' then execute 'truncate ' || array_to_string(filled, ', ') || ' cascade'; end if;
    end $$`)
}

export function connect(clientUrl: string): Knex {
  return createPgConnection({ clientUrl, driverOptions: { ssl: false }, pool: { min: 0, max: 10 } })
}

export async function onServer<T>(work: (server: Knex) => PromiseLike<T>): Promise<T> {
  const server = connect(databaseUrl("postgres"))
  try {
    return await work(server)
  } finally {
    await server.destroy()
  }
}

/** The statements of each module's migrations, in their order. */
export async function migrationsByModule(): Promise<string[][]> {
  const statements = async (module: string) =>
    (await Promise.all(filesOf(module).map((file) => statementsOf(file)))).flat()
  return Promise.all(readdirSync(MODULES).map(statements))
}

/** The statements of each migration. */
export async function migrationFiles(): Promise<string[][]> {
  return Promise.all(
    readdirSync(MODULES)
      .flatMap(filesOf)
      .map((file) => statementsOf(file))
  )
}

/** The statements that take each migration back, the newest of a module first. */
export async function downByModule(): Promise<string[][]> {
  const statements = async (module: string) =>
    (
      await Promise.all(
        filesOf(module)
          .reverse()
          .map((file) => statementsOf(file, "down"))
      )
    ).flat()
  return Promise.all(readdirSync(MODULES).map(statements))
}

function filesOf(module: string): string[] {
  const folder = path.join(MODULES, module, "migrations")
  return readdirSync(folder)
    .filter((name) => /^Migration.*\.[jt]s$/.test(name))
    .sort()
    .map((name) => path.join(folder, name))
}

async function statementsOf(file: string, way: "up" | "down" = "up"): Promise<string[]> {
  const exported = Object.values(
    require(file) as Record<string, new (...args: unknown[]) => Migration>
  )
  const migration = new exported[0]!(undefined, undefined)
  await migration[way]()
  return migration.getQueries().map(String)
}
