import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import type { Connection } from "mysql2/promise"
import { freePort, stopChild } from "./mailbox"
import { until } from "./until"

/** Null where no `mariadbd` was found; scripts/test.mjs then says what to install. */
export const MARIADB_PROGRAM = process.env.KAIROS_MARIADB_SERVER || null

/** A MariaDB of one test file alone, in a folder that ends with it. */
export type MariadbServer = {
  /** The address of a database on it, for its superuser: what an import may not do is not left to rights. */
  readonly url: (database: string) => string
  readonly connect: (database?: string) => Promise<Connection>
  readonly stop: () => Promise<void>
}

export async function startMariadb(program: string): Promise<MariadbServer> {
  const folder = mkdtempSync(path.join(tmpdir(), "kairos-mariadb-"))
  const data = path.join(folder, "data")
  // As root it would look for a user "mysql", which only the whole package makes.
  const user = process.getuid?.() === 0 ? ["--user=root"] : []
  await install(data, user)
  const port = await freePort()
  const child = spawn(
    program,
    [
      "--no-defaults",
      ...user,
      `--datadir=${data}`,
      `--socket=${path.join(folder, "socket")}`,
      `--port=${port}`,
      "--bind-address=127.0.0.1",
      "--skip-log-bin",
      "--skip-name-resolve",
      "--innodb-flush-log-at-trx-commit=0",
      "--innodb-buffer-pool-size=64M",
    ],
    { stdio: "ignore" }
  )
  const { createConnection } = await import("mysql2/promise")
  const connect = (database?: string) =>
    createConnection({
      host: "127.0.0.1",
      port,
      user: "root",
      multipleStatements: true,
      ...(database === undefined ? {} : { database }),
    })
  await until("MariaDB to answer", () =>
    connect().then(
      (made) => made.end().then(() => true),
      () => null
    )
  )
  return {
    url: (database) => `mysql://root@127.0.0.1:${port}/${database}`,
    connect,
    stop: async () => {
      await stopChild(child)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function install(data: string, user: readonly string[]): Promise<void> {
  const child: ChildProcess = spawn(
    "mariadb-install-db",
    [
      "--no-defaults",
      ...user,
      `--datadir=${data}`,
      "--auth-root-authentication-method=normal",
      "--skip-test-db",
    ],
    { stdio: ["ignore", "ignore", "pipe"] }
  )
  let output = ""
  child.stderr?.on("data", (chunk) => (output += String(chunk)))
  const [code] = (await once(child, "close")) as [number]
  if (code !== 0) {
    throw new Error(`mariadb-install-db ended with ${code}: ${output}`)
  }
}
