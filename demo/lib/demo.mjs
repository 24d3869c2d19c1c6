import fs from "node:fs"
import path from "node:path"
import { runChild } from "./children.mjs"
import { openDatabase, reachRedis } from "./database.mjs"
import { installPackages, missingPackages } from "./install.mjs"
import { takeLock } from "./lock.mjs"
import { medusa } from "./medusa.mjs"
import { openInBrowser } from "./open.mjs"
import { choosePort } from "./ports.mjs"
import { createProgress } from "./progress.mjs"
import { ensureSecrets, writeSecretFile } from "./secrets.mjs"
import { buildBeside, startServices } from "./services.mjs"
import { buildShop, requireSameHistory } from "./shop.mjs"
import { migrationFingerprint, readState, wipe, writeState } from "./state.mjs"
import { createStops } from "./stops.mjs"

/**
 * Everything that `npm start` does, in order; returns when the demo runs. It ends with the process.
 * @param {string} root the repository
 * @param {import("./flags.mjs").Flags} flags
 */
export async function startDemo(root, flags) {
  const progress = createProgress()
  const stops = createStops(progress.say)
  const demo = { root, flags, progress, stops, ...places(root) }
  try {
    const lock = await takeLock(demo.home, root)
    stops.add("the lock", lock.release)
    const children = []
    demo.track = (child) => {
      stops.add(child.name, child.stop, child.kill)
      children.push(child.pid)
      lock.note({ children })
    }
    await run({ ...demo, lock, logs: path.join(demo.home, "logs") })
  } catch (error) {
    if (!stops.isEnding()) {
      progress.say(`\n${error.message}`)
    }
    await stops.end(1)
  }
}

const QUIET = { MEDUSA_DISABLE_TELEMETRY: "true" }

/** Tests let the demo keep its data elsewhere, so that they never touch a developer's. */
function places(root) {
  const elsewhere = process.env.KAIROS_DEMO_FOLDER
  const folder = elsewhere ? path.resolve(elsewhere) : root
  return { home: path.join(folder, ".kairos"), file: path.join(folder, ".kairos-demo.json") }
}

async function run(demo) {
  const { flags, home, progress, stops } = demo
  // Whoever waits for this file waits for a demo that runs.
  fs.rmSync(demo.file, { force: true })
  stops.add("the login file", () => fs.rmSync(demo.file, { force: true }))
  await install(demo)
  if (process.env.REDIS_URL) {
    await reachRedis(process.env.REDIS_URL)
  }
  const asked = await choosePorts(flags)
  const building = buildBeside({ ...demo, env: QUIET })
  if (flags.fresh) {
    fs.rmSync(path.join(home, "mailbox.jsonl"), { force: true })
  }
  const database = await progress.step("Starting the database", async (report) => {
    const onSpawn = (stop) => stops.add("Postgres", stop)
    const opened = await openDatabase({
      home,
      fresh: flags.fresh,
      given: process.env.DATABASE_URL,
      onSpawn,
    })
    report(opened.what)
    return opened
  })
  const state = await prepare(demo, database.url)
  const early = environment(demo, database.url, asked)
  await migrate(demo, database.url, state, early)
  const shop = state.shop ?? (await buildShop({ ...demo, env: early, url: database.url }))
  // Building a shop takes minutes, in which others may have taken a port.
  const ports = await choosePorts(flags)
  const env = environment(demo, database.url, ports)
  const services = await startServices({
    ...demo,
    building,
    env,
    ports,
    shop,
    url: database.url,
    state,
  })
  const login = { ...services.addresses, ...loginOf(shop), database_url: database.url }
  writeSecretFile(demo.file, login)
  demo.lock.note({ admin: login.admin })
  progress.say(summary(login, shop))
  if (flags.open) {
    openInBrowser(login.storefront ?? login.admin)
  }
}

async function install({ root, progress, logs, track }) {
  if (missingPackages(root) > 0) {
    await progress.step("Installing packages", (report) =>
      installPackages({ root, logs, report, onStart: track })
    )
  }
}

async function choosePorts({ port, storefront }) {
  const api = await choosePort(port, 9000, "--port")
  return {
    api,
    storefront: storefront ? await choosePort(null, 8000, "", [api]) : null,
    mailbox: await choosePort(null, 8025, "", [api]),
  }
}

/** Begins anew when the last start was interrupted while it built the shop: half a shop is none. */
async function prepare({ flags, progress }, url) {
  const state = (await readState(url)) ?? {}
  requireSameHistory(state.shop, flags.history)
  if (state.migrations !== undefined && state.shop === undefined) {
    progress.say("  The last start was interrupted; the shop is built anew")
    await wipe(url)
    await writeState(url, {})
    return {}
  }
  await writeState(url, {})
  return state
}

async function migrate({ root, progress, logs, track }, url, state, env) {
  const fingerprint = migrationFingerprint(root)
  if (state.migrations === fingerprint) {
    return
  }
  const args = [medusa(root), "db:migrate", "--execute-safe-links"]
  await progress.step("Making the tables", (report) => {
    let modules = 0
    const onLine = (line) => /MODULE:/.test(line) && report(`${++modules} modules`)
    return runChild({ name: "migrate", args, cwd: root, env, logs, onLine, onStart: track })
  })
  await writeState(url, { migrations: fingerprint })
}

function environment({ home, flags }, url, ports) {
  const secrets = ensureSecrets(home)
  const local = (port) => [`http://localhost:${port}`, `http://127.0.0.1:${port}`]
  const api = local(ports.api)
  const store = ports.storefront === null ? api : [...local(ports.storefront), ...api]
  return {
    NODE_ENV: "development",
    DATABASE_URL: url,
    JWT_SECRET: secrets.jwt,
    COOKIE_SECRET: secrets.cookie,
    KAIROS_SECRET: secrets.kairos,
    // The mode is a setting that the admin can switch, not a fixed option.
    KAIROS_MODE: "setting",
    KAIROS_PUBLIC_URL: api[0],
    KAIROS_STOREFRONT_URL: ports.storefront === null ? "http://localhost:8000" : store[0],
    KAIROS_MAILBOX_URL: `http://localhost:${ports.mailbox}`,
    STORE_CORS: store.join(","),
    ADMIN_CORS: api.join(","),
    AUTH_CORS: [...new Set([...store, ...api])].join(","),
    ...QUIET,
    KAIROS_DEMO_HOME: home,
    KAIROS_DEMO_HISTORY: flags.history ?? "",
    KAIROS_DEMO_CURRENCY: flags.currency ?? "",
  }
}

function loginOf(shop) {
  return {
    publishable_key: shop.publishable_key,
    admin_email: shop.admin_email,
    admin_password: shop.admin_password,
    customers: shop.customers,
  }
}

function summary(login, shop) {
  const customers = login.customers.map(
    ({ email, password, tier }) => `    ${email}  ${password}  tier ${tier ?? "none yet"}`
  )
  return [
    "",
    "The demo runs.",
    `  Admin       ${login.admin}`,
    `    ${login.admin_email}  ${login.admin_password}`,
    `  Storefront  ${login.storefront ?? "not started"}`,
    ...customers,
    `  Mailbox     ${login.mailbox}`,
    `  Shop        ${shop.summary}`,
    "",
    "Ctrl-C stops everything and keeps the data; npm start -- --fresh begins anew.",
  ].join("\n")
}
