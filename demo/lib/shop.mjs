import path from "node:path"
import { medusa } from "./medusa.mjs"
import { withClient } from "./postgres.mjs"
import { readState } from "./state.mjs"
import { runChild } from "./children.mjs"

/**
 * What the seed made.
 * @typedef {{ publishable_key: string, admin_email: string, admin_password: string, summary: string,
 *   history: string | null, region_id: string, country_code: string, orders_wanted: number,
 *   buyers: { email: string, first_name: string | null, last_name: string | null }[],
 *   customers: { email: string, password: string, tier: string | null }[] }} Shop
 */

/** Lines that the seed prints for the launcher (demo/seed/progress.ts). */
const LINE = /^@kairos-(progress|note|problem) (.*)$/

/**
 * Builds the shop in one process of Medusa's.
 * @returns {Promise<Shop>}
 */
export async function buildShop({ root, progress, logs, track, env, url }) {
  const seed = path.join("demo", "seed", "index.ts")
  await progress.step("Building the shop", async (report, note) => {
    const problems = []
    const say = { progress: report, note, problem: (text) => problems.push(text) }
    const onLine = (line) => {
      const [, kind, text] = LINE.exec(line) ?? []
      say[kind]?.(text)
    }
    const args = [medusa(root), "exec", seed]
    try {
      await runChild({ name: "seed", args, cwd: root, env, logs, onLine, onStart: track })
    } catch (error) {
      throw problems.length === 0
        ? error
        : new Error(`${problems[0]}\n(More in ${path.join(logs, "seed.log")})`)
    }
  })
  // Now, with progress on the screen: else the first Ctrl-C waits until a year of orders is on the disk. Somebody
  // else's server may refuse it.
  await withClient(url, (client) => client.query("checkpoint")).catch(() => {})
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
