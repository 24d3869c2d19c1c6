import { fork, type ChildProcess } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import type { BaseShop } from "../integration-tests/support/base-shop"
import { makeBaseShop } from "../integration-tests/support/base-shop-database"
import { httpClient, type HttpClient } from "../integration-tests/support/http-client"
import { startMailbox } from "../integration-tests/support/mailbox"
import { ok, type Shopping } from "../integration-tests/support/shopper"
import { databaseUrl } from "../integration-tests/support/test-database"
import { progress } from "./harness"

export const ROOT = path.resolve(__dirname, "..")

export type BenchShop = Shopping & {
  readonly address: string
  readonly admin: HttpClient
}

export type Bench = {
  /** A shop in a process of its own, with an empty database of its own. */
  readonly open: (name: string, directory?: string) => Promise<BenchShop>
}

/** A mailbox and as many shops as asked for, on the Postgres that bench/index.mjs started; all of them end with the work. */
export async function withBench(work: (bench: Bench) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), "kairos-bench-"))
  const mailbox = await startMailbox()
  const children: ChildProcess[] = []
  try {
    await work({
      open: (name, directory = ROOT) =>
        openShop({ name, directory, folder, mailboxUrl: mailbox.url, children }),
    })
  } finally {
    for (const child of children) {
      child.kill("SIGKILL")
    }
    await mailbox.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

type Opening = {
  readonly name: string
  readonly directory: string
  readonly folder: string
  readonly mailboxUrl: string
  readonly children: ChildProcess[]
}

async function openShop(opening: Opening): Promise<BenchShop> {
  const { name, folder, mailboxUrl } = opening
  const database = `bench_${name}`
  const ids = path.join(folder, `${name}.json`)
  const environment = {
    root: ROOT,
    databaseUrl: databaseUrl(database),
    mailboxUrl,
    log: path.join(folder, `${name}.log`),
  }
  progress(`preparing the shop "${name}"`)
  // The shop is always made with the plugin; a peer without it only does not load it.
  const shop = await makeBaseShop(database, environment, { ids })
  const port = await startServer(opening, environment.databaseUrl)
  return clientsOf(`http://localhost:${port}`, shop)
}

function startServer({ directory, mailboxUrl, children }: Opening, url: string): Promise<number> {
  const child = fork(path.join(__dirname, "shop-server.ts"), {
    cwd: directory,
    execArgv: ["--expose-gc", "--require", require.resolve("ts-node/register/transpile-only")],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    env: {
      ...process.env,
      NODE_ENV: "production",
      LOG_LEVEL: "error",
      BENCH_DIRECTORY: directory,
      DATABASE_URL: url,
      KAIROS_MAILBOX_URL: mailboxUrl,
      MEDUSA_ADMIN_DISABLED: "true",
      TS_NODE_PROJECT: path.join(ROOT, "tsconfig.json"),
    },
  })
  children.push(child)
  return new Promise((resolve, reject) => {
    child.once("message", (message) => resolve((message as { port: number }).port))
    child.once("exit", (code) => reject(new Error(`Medusa ended with ${code} while it started`)))
  })
}

async function clientsOf(address: string, shop: BaseShop): Promise<BenchShop> {
  const key = { "x-publishable-api-key": shop.publishable_key }
  const client = (headers: Record<string, string>) =>
    httpClient(
      () => address,
      () => headers
    )
  const { token } = ok(await client({}).post("/auth/user/emailpass", shop.admin))
  return {
    address,
    shop: () => shop,
    store: client(key),
    storeAs: (customer) => client({ ...key, authorization: `Bearer ${customer.token}` }),
    admin: client({ authorization: `Bearer ${token}` }),
  }
}
