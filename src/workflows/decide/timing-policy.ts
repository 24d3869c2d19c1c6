import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Subject } from "../../core/catalog/definitions"
import type { Mode } from "../../core/decision/decision"
import { shadowContacts } from "../../core/decision/shadow-timing"
import { type Contacted, longestWindow, type TimingPolicy } from "../../core/decision/timing"
import type { Person } from "../../modules/kairos-automation/delivery-rows"
import type { Settings } from "../../modules/kairos-automation/settings"
import type { Runtime } from "../support/runtime"

export const timingPolicy = ({ time_zone, quiet_hours, caps }: Settings): TimingPolicy => ({
  time_zone,
  quiet_hours,
  caps,
})

/**
 * What reached a person lately, as far as any cap may ask; in shadow mode also what would have, or caps would never fill.
 * Sound only under the person's lock.
 */
export async function contactedLately(
  runtime: Runtime,
  trx: Knex,
  person: Person,
  mode: Mode,
  contact: Subject["contact"]
): Promise<readonly Contacted[]> {
  const { ledgers, decisions } = runtime.automation
  const days = longestWindow(contact)
  const contacted = await ledgers.live.pressure.contacted(trx, person, days)
  if (mode === "live") {
    return contacted
  }
  const later = await ledgers.shadow.pressure.contacted(trx, person, days)
  const entries = await decisions.shadowEntries(trx, person, days)
  const first = entries.flatMap((entry) => shadowContacts(entry, runtime.catalog))
  return [...contacted, ...later, ...first]
}
