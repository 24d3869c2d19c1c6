import path from "node:path"
import { medusa } from "./medusa.mjs"
import { readState } from "./state.mjs"
import { runChild } from "./children.mjs"

/**
 * What the seed made.
 * @typedef {{ publishable_key: string, admin_email: string, admin_password: string, summary: string,
 *   history: string | null, region_id: string, country_code: string,
 *   customers: { email: string, password: string, tier: string | null }[] }} Shop
 */

/** Lines that the seed prints for the launcher. */
const MARK = "@kairos-progress "

/**
 * Builds the shop in one process of Medusa's.
 * @returns {Promise<Shop>}
 */
export async function buildShop({ root, progress, logs, track, env, url }) {
  const seed = path.join("demo", "seed", "index.ts")
  await progress.step("Building the shop", (report) => {
    const onLine = (line) => line.startsWith(MARK) && report(line.slice(MARK.length))
    const args = [medusa(root), "exec", seed]
    return runChild({ name: "seed", args, cwd: root, env, logs, onLine, onStart: track })
  })
  const { shop } = (await readState(url)) ?? {}
  if (shop === undefined) {
    throw new Error(`The shop was not built; see ${path.join(logs, "seed.log")}`)
  }
  return shop
}

/** @throws Error when the kept shop was built from another history than the one asked for */
export function requireSameHistory(shop, history) {
  if (shop === undefined || history === null || shop.history === path.basename(history)) {
    return
  }
  const kept = shop.history === null ? "the generated shop" : `the history ${shop.history}`
  throw new Error(
    `The kept data were built from ${kept}. To build the shop from ${path.basename(history)}, begin anew with --fresh, which deletes them`
  )
}
