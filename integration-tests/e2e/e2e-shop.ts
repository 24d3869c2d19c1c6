import { spawn } from "node:child_process"
import { randomBytes } from "node:crypto"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { BaseShop } from "../support/base-shop"
import { httpClient, type HttpClient } from "../support/http-client"
import { freePort, startMailbox, stopChild, type Mailbox } from "../support/mailbox"
import { lastLines, runMedusa, type ShopEnvironment, startShop } from "../support/shop-process"
import { ok, type Shopping } from "../support/shopper"
import { connect, databaseUrl, onServer } from "../support/test-database"
import { until } from "../support/until"
import { copyBaseShop } from "./base-copy"

export type E2eShop = {
  readonly shop: BaseShop
  /** Where Medusa answers. */
  readonly api: string
  readonly admin: HttpClient
  readonly mailbox: Mailbox
  readonly knex: Knex
  readonly environment: ShopEnvironment
  readonly close: () => Promise<void>
}

export type E2eWishes = {
  /** Serves Medusa's admin, built as the demo builds it, and leaves the mode to its switch. */
  readonly withAdmin?: boolean
}

/** Shopping without a browser, for what is not what a test is about. */
export function shoppingIn({ api, shop }: Pick<E2eShop, "api" | "shop">): Shopping {
  const key = { "x-publishable-api-key": shop.publishable_key }
  const client = (headers: Record<string, string>) =>
    httpClient(
      () => api,
      () => headers
    )
  return {
    shop: () => shop,
    store: client(key),
    storeAs: ({ token }) => client({ ...key, authorization: `Bearer ${token}` }),
  }
}

/** A migrated base shop, Medusa and the mailbox, each in a process of its own, as a shop owner has them. */
export async function openE2eShop({ withAdmin = false }: E2eWishes = {}): Promise<E2eShop> {
  const folder = mkdtempSync(path.join(tmpdir(), "kairos-e2e-"))
  const database = `kairos_e2e_${randomBytes(6).toString("hex")}`
  const mailbox = await startMailbox()
  const environment: ShopEnvironment = {
    databaseUrl: databaseUrl(database),
    mailboxUrl: mailbox.url,
    log: path.join(folder, "medusa.log"),
  }
  const [shop, more] = await Promise.all([
    copyBaseShop(database, environment),
    withAdmin ? adminEnvironment(folder) : {},
  ])
  const medusa = await startShop({ ...environment, more })
  const knex = connect(environment.databaseUrl)
  return {
    shop,
    api: medusa.address,
    admin: await adminOf(medusa.address, shop),
    mailbox,
    knex,
    environment,
    close: async () => {
      await medusa.kill()
      await mailbox.stop()
      await knex.destroy()
      await onServer((server) => server.raw("drop database if exists ?? with (force)", [database]))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

type AdminBuild = {
  readonly buildAdmin: (options: {
    readonly root: string
    readonly logs: string
    readonly env: Readonly<Record<string, string>>
    readonly track: () => void
  }) => Promise<boolean>
}

async function adminEnvironment(logs: string): Promise<Record<string, string>> {
  const root = path.resolve(__dirname, "../..")
  const file = path.join(root, "demo/lib/admin-build.mjs")
  const { buildAdmin } = (await import(file)) as AdminBuild
  const env = { NODE_ENV: "development", MEDUSA_DISABLE_TELEMETRY: "true", NODE_OPTIONS: "" }
  if (!(await buildAdmin({ root, logs, env, track: () => {} }))) {
    throw new Error(
      `the admin could not be built: ${lastLines(path.join(logs, "admin-build.log"))}`
    )
  }
  return { NODE_ENV: "production", MEDUSA_ADMIN_DISABLED: "false", KAIROS_MODE: "setting" }
}

async function adminOf(api: string, shop: BaseShop): Promise<HttpClient> {
  const anyone = httpClient(
    () => api,
    () => ({})
  )
  const { token } = ok(await anyone.post("/auth/user/emailpass", shop.admin))
  return httpClient(
    () => api,
    () => ({ authorization: `Bearer ${token}` })
  )
}

export type RenewalWorker = {
  readonly work: () => Promise<void>
  readonly close: () => Promise<void>
}

/** A second Medusa of the shop that does what is due about subscriptions when it is asked to, not each minute. */
export async function openRenewalWorker({ environment }: E2eShop): Promise<RenewalWorker> {
  const port = await freePort()
  const stop = new AbortController()
  const ended = runMedusa(["exec", path.join(__dirname, "renewal-worker.ts")], {
    ...environment,
    more: { ...environment.more, KAIROS_WORKER_PORT: String(port) },
    signal: stop.signal,
  }).catch(() => {})
  const ask = (method: string) => fetch(`http://localhost:${port}`, { method })
  const answers = async () => ((await ask("GET").catch(() => null))?.ok ? true : null)
  await until("the worker of renewals", answers, { seconds: 120, everyMs: 200 })
  return {
    work: async () => {
      const answer = await ask("POST")
      if (!answer.ok) throw new Error(await answer.text())
    },
    close: async () => {
      stop.abort()
      await ended
    },
  }
}

export type Storefront = { readonly url: string; readonly close: () => Promise<void> }

/** The demo's storefront in a process of its own. Builds it first when it has changed, which takes some seconds. */
export async function openStorefront(api: string, publishableKey: string): Promise<Storefront> {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const server = path.resolve(__dirname, "../../demo/storefront/server.mjs")
  const child = spawn(process.execPath, [server], {
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      ...process.env,
      NODE_OPTIONS: "",
      PORT: String(port),
      KAIROS_API_URL: api,
      KAIROS_PUBLISHABLE_KEY: publishableKey,
    },
  })
  const answers = async () => {
    if (child.exitCode !== null) throw new Error("the storefront ended while it started")
    const response = await fetch(`${url}/config.json`).catch(() => null)
    return response?.ok ? true : null
  }
  await until("the storefront to answer", answers, { seconds: 120, everyMs: 200 })
  return { url, close: () => stopChild(child) }
}
