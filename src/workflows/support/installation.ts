import { createHash } from "node:crypto"
import type { Runtime } from "./runtime"

const KEY = "installation"
const CACHE_MS = 1000

type State = { readonly at: number; readonly copied: Promise<boolean> }
const states = new WeakMap<Runtime, State>()

/**
 * Whether this database was made for another installation (R15, the staging lock): a copy of a live shop knows every
 * customer and every queued message, and must send nothing until somebody says that it is the shop now. The first
 * installation that sees a database takes it.
 */
export function isCopy(runtime: Runtime): Promise<boolean> {
  const known = states.get(runtime)
  if (known !== undefined && performance.now() - known.at < CACHE_MS) {
    return known.copied
  }
  const copied = compare(runtime)
  states.set(runtime, { at: performance.now(), copied })
  copied.catch(() => states.delete(runtime))
  return copied
}

/** Somebody says that this installation is the shop: what was held may go. */
export async function confirmInstallation(runtime: Runtime, by: string): Promise<void> {
  const fingerprint = await fingerprintOf(runtime)
  await runtime.knex.transaction(async (trx) => {
    await runtime.automation.settings.write(KEY, fingerprint, by, trx)
    await runtime.automation.deliveries.release(trx, { reason: "staging" })
    await runtime.automation.audit.append(
      { actor: by, action: "confirm", entity: "installation", entity_id: KEY, after: fingerprint },
      trx
    )
  })
  states.delete(runtime)
}

async function compare(runtime: Runtime): Promise<boolean> {
  const fingerprint = await fingerprintOf(runtime)
  const stored = await runtime.automation.settings.readOwn<string>(KEY)
  if (stored === null) {
    await runtime.automation.settings.write(KEY, fingerprint, "kairos")
    return false
  }
  return stored !== fingerprint
}

/**
 * A dump that is restored elsewhere has another server or another name; a snapshot of a disk has the same of both, and
 * then the public address differs. Ports do not count: a development server takes whichever is free.
 */
async function fingerprintOf({ knex, options }: Runtime): Promise<string> {
  const database = await knex.raw("select current_database() as name")
  const parts = [
    await serverIdentity(knex),
    String(database.rows[0].name),
    new URL(options.publicUrl).hostname,
    new URL(options.storefrontUrl).hostname,
  ]
  return createHash("sha256").update(parts.join("|")).digest("hex")
}

/** Some hosts keep the function from everybody but themselves; then name and addresses have to do. */
async function serverIdentity(knex: Runtime["knex"]): Promise<string> {
  const allowed = await knex.raw(
    "select has_function_privilege('pg_control_system()', 'execute') as allowed"
  )
  if (allowed.rows[0].allowed !== true) {
    return "unknown"
  }
  const system = await knex.raw("select system_identifier::text as id from pg_control_system()")
  return String(system.rows[0].id)
}
