import { readdirSync, readFileSync } from "node:fs"
import { mkdtempSync, chmodSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type * as launcherModule from "../../demo/lib/postgres.mjs"
import { mountSmallDisk, type SmallDisk } from "./small-disk"
import { onServer } from "../support/test-database"

const LAUNCHER = path.resolve(__dirname, "../../demo/lib/postgres.mjs")

/** A Postgres of the fault harness alone, because it is hurt. It syncs to disk: what it said to have is there after a crash. */
export type PostgresServer = {
  /** `pg_ctl restart -m immediate`: nothing is flushed, every connection is cut, the log is replayed. */
  readonly restart: () => Promise<void>
  /** Nobody answers and nobody hangs up, as when the network between is cut. */
  readonly freeze: () => void
  readonly thaw: () => void
  /** Takes every connection that the server has left. @returns how to give them back */
  readonly exhaust: () => Promise<() => Promise<void>>
  /** A small disk of its own. Null where none can be mounted: that takes root, on Linux. */
  readonly smallDisk: () => SmallDisk | null
  readonly stop: () => Promise<void>
}

/** Starts it, and points the tests' helpers at it (DB_HOST, DB_PORT, …). */
export async function startPostgresServer(): Promise<PostgresServer> {
  const launcher = (await import(LAUNCHER)) as typeof launcherModule
  const folder = mkdtempSync(path.join(tmpdir(), "kairos-faults-pg-"))
  // As root Postgres runs as another user, who must get through.
  chmodSync(folder, 0o711)
  const dir = path.join(folder, "postgres")
  let server = await launcher.startPostgres({ dir, durable: true })
  let disk: SmallDisk | null = null
  Object.assign(process.env, {
    DB_HOST: "localhost",
    DB_PORT: String(server.port),
    DB_USERNAME: server.user,
    DB_PASSWORD: server.password,
  })
  return {
    restart: async () => {
      const { port } = server
      const gone = new Promise((resolve) => server.process.once("exit", resolve))
      server.process.kill("SIGQUIT")
      await gone
      server = await launcher.startPostgres({ dir, port, durable: true })
      if (server.port !== port) {
        throw new Error(`Postgres came back at port ${server.port} instead of ${port}`)
      }
    },
    freeze: () => signalAll(server.process.pid!, "SIGSTOP"),
    thaw: () => signalAll(server.process.pid!, "SIGCONT"),
    exhaust: () => exhaust(),
    smallDisk: () => (disk ??= mountSmallDisk(folder, server.process.pid!)),
    stop: async () => {
      signalAll(server.process.pid!, "SIGCONT")
      await server.stop()
      disk?.unmount()
      launcher.removePostgres(dir)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The postmaster and every backend of it: a stopped postmaster alone would go on serving whom it knows. */
function signalAll(postmaster: number, signal: NodeJS.Signals): void {
  for (const pid of [postmaster, ...childrenOf(postmaster)]) {
    try {
      process.kill(pid, signal)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") {
        throw error
      }
    }
  }
}

function childrenOf(parent: number): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        // `pid (name) state ppid …`; a name may hold spaces.
        return (
          Number(/.*\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, "utf8"))?.[1]) === parent
        )
      } catch {
        return false
      }
    })
}

async function exhaust(): Promise<() => Promise<void>> {
  const held: (() => Promise<void>)[] = []
  const { Client } = (await import("@medusajs/framework/pg")).default
  const open = async () => {
    const client = new Client({
      host: process.env.DB_HOST,
      port: Number(process.env.DB_PORT),
      user: process.env.DB_USERNAME,
      password: process.env.DB_PASSWORD,
      database: "postgres",
    })
    client.on("error", () => undefined)
    await client.connect()
    held.push(() => client.end())
  }
  // Until it is refused, and again and again: whatever the shop gives back is taken, too.
  let holding = true
  const keep = async () => {
    while (holding) {
      await open().catch(() => new Promise((resolve) => setTimeout(resolve, 20)))
    }
  }
  const keeping = keep()
  return async () => {
    holding = false
    await keeping
    await Promise.all(held.map((end) => end()))
  }
}

/** Cuts every connection to a database, so that a pool has to begin anew. */
export async function cutConnections(knex: Knex, database: string): Promise<void> {
  await knex.raw(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = ? and pid <> pg_backend_pid()",
    [database]
  )
}

/** No transaction may write any more, as on a standby or after a failover gone wrong. */
export async function setReadOnly(knex: Knex, readOnly: boolean): Promise<void> {
  const { rows } = await knex.raw("select current_database() as name")
  const { name } = rows[0]
  await onServer(async (server) => {
    await server.raw(
      `alter database ?? set default_transaction_read_only = ${readOnly ? "on" : "off"}`,
      [name]
    )
    await cutConnections(server, name)
  })
}

/**
 * Lets every nth write to a table fail with an error of Postgres (`40P01` deadlock, `40001` serialization, `53100` disk full, …).
 * The count is a sequence, which a rollback does not take back.
 */
export async function failWrites(
  knex: Knex,
  tables: readonly string[],
  codes: readonly string[],
  nth: number
): Promise<() => Promise<void>> {
  await knex.raw(`
    create sequence if not exists fault_count;
    create or replace function fault_write() returns trigger language plpgsql as $$
    declare n bigint := nextval('fault_count');
    begin
      if n % ${nth} = 0 then
        raise exception 'a fault brought about by a test'
          using errcode = (array[${codes.map((code) => `'${code}'`).join(", ")}])[1 + (n / ${nth}) % ${codes.length}];
      end if;
      return new;
    end $$;`)
  for (const table of tables) {
    await knex.raw(
      `create trigger fault_write before insert or update on ${table} for each row execute function fault_write()`
    )
  }
  return async () => {
    for (const table of tables) {
      await knex.raw(`drop trigger if exists fault_write on ${table}`)
    }
  }
}

/** As if so much time had passed for whoever holds a lease: it is over now. */
export async function expireLeases(knex: Knex): Promise<void> {
  for (const table of ["kairos_inbox", "kairos_delivery"]) {
    await knex.raw(
      `update ${table} set locked_until = now() - interval '1 second' where locked_until is not null`
    )
  }
}
