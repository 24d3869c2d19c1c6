import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { type Contacted, LONGEST_CAP_DAYS, type TimingPolicy } from "../../core/decision/timing"
import type { Person } from "../../modules/kairos-automation/deliveries"
import type { Settings } from "../../modules/kairos-automation/settings"
import type { Runtime } from "../support/runtime"

export const timingPolicy = ({ time_zone, quiet_hours, caps }: Settings): TimingPolicy => ({
  time_zone,
  quiet_hours,
  caps,
})

/** What reached a person lately, as far as any cap may ask. Sound only under the person's lock. */
export const contactedLately = (
  runtime: Runtime,
  trx: Knex,
  person: Person
): Promise<readonly Contacted[]> =>
  runtime.automation.deliveries.contacted(trx, person, LONGEST_CAP_DAYS)
