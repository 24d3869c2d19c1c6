import { createHash } from "node:crypto"
import fs from "node:fs"
import path from "node:path"
import { withClient } from "./postgres.mjs"

/**
 * What the launcher remembers about a database, kept in that database: a table of ours marks it as a demo shop, which
 * may be wiped, and no other.
 * `migrations` fingerprint of the migrations that ran; `shop` what the seed made, with its login; `content` whether the shop was filled;
 * `orders` how many were placed.
 * @typedef {{ migrations?: string, shop?: import("./shop.mjs").Shop, content?: boolean, orders?: number,
 *   shadow?: boolean }} DemoState
 */

/**
 * @param {string} url
 * @returns {Promise<DemoState | null>} null when the database is no demo shop
 */
export async function readState(url) {
  return await withClient(url, async (client) => {
    // As it was called when it looked like a table of the plugin, in which an erasure is looked for.
    await client.query("alter table if exists public.kairos_demo rename to demo_state")
    const { rows } = await client.query("select to_regclass('public.demo_state') as found")
    if (rows[0].found === null) {
      return null
    }
    const kept = await client.query("select key, value from public.demo_state")
    return Object.fromEntries(kept.rows.map(({ key, value }) => [key, value]))
  })
}

/** Marks the database as a demo shop and keeps `state` in it. */
export async function writeState(url, state) {
  await withClient(url, async (client) => {
    await client.query(
      "create table if not exists public.demo_state (key text primary key, value jsonb)"
    )
    for (const [key, value] of Object.entries(state)) {
      await client.query(
        "insert into public.demo_state values ($1, $2) on conflict (key) do update set value = excluded.value",
        [key, JSON.stringify(value)]
      )
    }
  })
}

/** True when the database holds somebody's shop that this launcher did not make. */
export async function holdsForeignData(url) {
  return await withClient(url, async (client) => {
    for (const table of ["customer", "product", "order"]) {
      const found = await client.query("select to_regclass($1) as found", [`public."${table}"`])
      if (found.rows[0].found !== null) {
        const { rowCount } = await client.query(`select 1 from public."${table}" limit 1`)
        if (rowCount > 0) {
          return true
        }
      }
    }
    return false
  })
}

/** Removes all tables of a database that is a demo shop. */
export async function wipe(url) {
  await withClient(url, async (client) => {
    await client.query("drop schema public cascade")
    await client.query("create schema public")
  })
}

/**
 * Changes whenever a migration may have to run: Medusa's version, our migrations and links, the module list.
 * @param {string} root
 */
export function migrationFingerprint(root) {
  const hash = createHash("sha256")
  const medusa = path.join(root, "node_modules", "@medusajs", "medusa", "package.json")
  hash.update(JSON.parse(fs.readFileSync(medusa, "utf8")).version)
  for (const file of migrationFiles(root)) {
    hash.update(`\n${path.relative(root, file)}\n`)
    hash.update(fs.readFileSync(file))
  }
  return hash.digest("hex")
}

function migrationFiles(root) {
  const modules = path.join(root, "src", "modules")
  const folders = fs.readdirSync(modules).map((name) => path.join(modules, name, "migrations"))
  const more = ["src/links", "src/migration-scripts"].map((name) => path.join(root, name))
  const files = [...folders, ...more].flatMap((folder) =>
    fs.existsSync(folder) ? fs.readdirSync(folder).map((name) => path.join(folder, name)) : []
  )
  return [...files, path.join(root, "medusa-config.ts")]
    .filter((file) => fs.statSync(file).isFile())
    .sort()
}
