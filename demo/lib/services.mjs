import fs from "node:fs"
import path from "node:path"
import { pathToFileURL } from "node:url"
import { setTimeout as sleep } from "node:timers/promises"
import { startMailbox } from "../mailbox/server.mjs"
import { buildAdmin } from "./admin-build.mjs"
import { lastLines, runChild, startChild } from "./children.mjs"
import { fillShop } from "./content.mjs"
import { medusa } from "./medusa.mjs"
import { placeOrders } from "./orders.mjs"
import { writeState } from "./state.mjs"
import { switchMode } from "./mode.mjs"

const START_WITHIN_MS = 180_000

/**
 * Starts mailbox, Medusa and storefront, and places the demo's orders the first time.
 * @returns {Promise<{ addresses: { api: string, admin: string, storefront: string | null, mailbox: string } }>}
 */
export async function startServices(demo) {
  const { progress, ports, home, stops, shop } = demo
  const mailbox = await startMailbox({
    port: ports.mailbox,
    file: path.join(home, "mailbox.jsonl"),
  })
  stops.add("the mailbox", mailbox.stop)
  const api = `http://localhost:${ports.api}`
  const built = await waitForAdmin(demo)
  if (!built) {
    progress.say(
      `  The admin could not be built (${path.join(demo.logs, "admin-build.log")}); it is served from its sources`
    )
  }
  const env = { ...demo.env, NODE_ENV: built ? "production" : "development" }
  await progress.step("Starting Medusa", () => startMedusa({ ...demo, env }, api))
  await switchMode(demo, api)
  const storefront = ports.storefront === null ? null : await startShopWindow(demo, api)
  await fillOnce(demo, api)
  const placed = demo.state.orders ?? 0
  if (placed < shop.orders_wanted) {
    await progress.step("Placing orders", async (report) => {
      await placeOrders({ api, shop, from: placed }, async (count) => {
        report(`${count} of ${shop.orders_wanted}`)
        await writeState(demo.url, { orders: count })
      })
    })
  }
  return { addresses: { api, admin: `${api}/app`, storefront, mailbox: mailbox.url } }
}

async function waitForAdmin({ building, progress }) {
  const already = await Promise.race([building.admin, sleep(200, null)])
  return already ?? (await progress.step("Building the admin", () => building.admin))
}

/** A demo without its starter automations is still a shop: what goes wrong is said, and tried again at the next start. */
async function fillOnce({ progress, state, url, shop }, api) {
  if (state.content) {
    return
  }
  try {
    await progress.step("Filling the shop", () => fillShop(api, shop))
    await writeState(url, { content: true })
  } catch (error) {
    progress.say(`  The shop could not be filled: ${error.message}. The next start tries again`)
  }
}

async function startMedusa({ root, logs, env, ports, flags, track, stops, progress, shop }, api) {
  const args = [medusa(root), "start", "--host", flags.host, "--port", String(ports.api)]
  const child = startChild({ name: "medusa", args, cwd: root, env, logs })
  track(child)
  let ended = null
  void child.ended.then((how) => (ended = how))
  const deadline = performance.now() + START_WITHIN_MS
  while (!(await answersAs(api, shop.publishable_key))) {
    if (ended !== null || performance.now() > deadline) {
      throw new Error(
        `Medusa did not start (${ended ?? "no answer"}); the end of ${child.log}:\n\n${lastLines(child.log)}`
      )
    }
    await sleep(150)
  }
  void child.ended.then((how) => {
    if (!stops.isEnding()) {
      progress.say(
        `\nMedusa ended by itself (${how}); the end of ${child.log}:\n\n${lastLines(child.log)}`
      )
      void stops.end(1)
    }
  })
}

/**
 * Whether this shop answers there: another Medusa that took the port while the shop was built does not know its key.
 * @param {string} api
 * @param {string} publishableKey
 * @returns {Promise<boolean>}
 */
export async function answersAs(api, publishableKey) {
  const headers = { "x-publishable-api-key": publishableKey }
  const signal = AbortSignal.timeout(2000)
  try {
    return (await fetch(`${api}/store/regions?limit=1`, { headers, signal })).ok
  } catch {
    return false
  }
}

/**
 * Builds admin and storefront, where they are missing or stale, beside the first steps of a start: those keep one core
 * busy, the builds the other. Never rejects: what failed is tried again, or served otherwise, when it is needed.
 */
export function buildBeside(demo) {
  const admin = buildAdmin(demo)
  const storefront = demo.flags.storefront ? admin.then(() => buildStorefront(demo)) : null
  return { admin, storefront }
}

async function buildStorefront({ root, logs, track }) {
  const file = JSON.stringify(path.join(root, "demo", "storefront", "build.mjs"))
  const code = `const { buildStorefront } = await import(${file}); await buildStorefront(); process.exit(0)`
  const args = ["--input-type=module", "-e", code]
  await runChild({ name: "storefront-build", args, cwd: root, logs, onStart: track }).catch(
    () => {}
  )
}

async function startShopWindow(demo, api) {
  const { root, ports, shop, progress, stops, flags, logs, building } = demo
  const file = path.join(root, "demo", "storefront", "server.mjs")
  return await progress.step("Starting the storefront", async () => {
    await building.storefront
    const { startStorefront } = await import(pathToFileURL(file).href)
    const started = await startStorefront({
      port: ports.storefront,
      host: flags.host,
      apiUrl: api,
      publishableKey: shop.publishable_key,
      log: (text) => fs.appendFileSync(path.join(logs, "storefront.log"), `${text}\n`),
    })
    stops.add("the storefront", started.close)
    return started.url
  })
}
