import type pg from "pg"
import { ImportError } from "./import-error"

/** What an import needs of a connection; `$1`, `$2`, … are bound. */
export type Database = {
  readonly query: <T>(sql: string, bindings?: readonly unknown[]) => Promise<readonly T[]>
  readonly transaction: <T>(work: () => Promise<T>) => Promise<T>
  /** `COPY table FROM STDIN` of text in Postgres' own format. */
  readonly copyIn: (table: string, text: string) => Promise<void>
  readonly close: () => Promise<void>
}

/**
 * Connects to the shop's Postgres. The driver is an optional peer: every Medusa shop has it, and whoever only wants the
 * rest of the command does not need it.
 * @throws ImportError that names the server, never the password
 */
export async function connectDatabase(url: string): Promise<Database> {
  const { Client } = await loadDriver()
  const target = describe(url)
  const client = new Client({ connectionString: url, application_name: "kairos" })
  // A connection that breaks while idle must not end the process with a stack trace; the next query says so.
  client.on("error", () => undefined)
  await client.connect().catch((error: unknown) => {
    throw new ImportError(
      `cannot connect to ${target}: ${(error as Error).message}; check DATABASE_URL or --database-url`
    )
  })
  const query = async <T>(sql: string, bindings: readonly unknown[] = []): Promise<readonly T[]> =>
    (await client.query(sql, [...bindings])).rows as T[]
  return {
    query,
    transaction: async (work) => {
      await query("begin")
      try {
        const result = await work()
        await query("commit")
        return result
      } catch (error) {
        await query("rollback")
        throw error
      }
    },
    copyIn: (table, text) => copyIn(client, table, text),
    close: () => client.end(),
  }
}

type CopyConnection = {
  readonly query: (sql: string) => void
  readonly sendCopyFromChunk: (chunk: Buffer) => void
  readonly endCopyFrom: () => void
}

/** What one message of the protocol may carry is far more, but a socket does not like a hundred megabytes at once. */
const COPY_CHUNK = 1 << 20

/** node-postgres knows the messages of COPY, but offers no query that writes them. */
function copyIn(client: pg.Client, table: string, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let failed = false
    const query = {
      submit: (connection: CopyConnection) => connection.query(`copy ${table} from stdin`),
      handleCopyInResponse: (connection: CopyConnection) => {
        const bytes = Buffer.from(text, "utf8")
        for (let at = 0; at < bytes.length; at += COPY_CHUNK) {
          connection.sendCopyFromChunk(bytes.subarray(at, at + COPY_CHUNK))
        }
        connection.endCopyFrom()
      },
      handleCommandComplete: () => undefined,
      handleError: (error: Error) => {
        failed = true
        reject(error)
      },
      handleReadyForQuery: () => {
        if (!failed) {
          resolve()
        }
      },
    }
    client.query(query as unknown as pg.Submittable)
  })
}

async function loadDriver(): Promise<Pick<typeof pg, "Client">> {
  try {
    return await import("pg")
  } catch {
    throw new ImportError(
      "the Postgres driver is missing; run the command inside the shop, or add it with: npm install pg"
    )
  }
}

function describe(url: string): string {
  try {
    const { hostname, port, pathname } = new URL(url)
    return `database "${pathname.slice(1)}" on ${hostname}:${port || "5432"}`
  } catch {
    throw new ImportError(
      "the database's address is not a URL; expected postgres://user:password@host:5432/name"
    )
  }
}
