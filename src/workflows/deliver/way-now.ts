import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Subject } from "../../core/catalog/definitions"
import type { AutomationDefinition } from "../../core/decision/automation"
import { type Way, wayOf } from "../../core/decision/carriers"
import type { Permission } from "../../core/decision/permission"
import { inOrderOfWays, openWays } from "../../core/decision/next-way"
import { passedChannels, placementOf } from "../../core/decision/plan"
import { reachOf } from "../../core/decision/reach"
import type { DeliveryRow } from "../../modules/kairos-automation/delivery-rows"
import type { Runtime } from "../support/runtime"
import { LeaseLost } from "./lease-lost"

/** All ways of a delivery in their order; none where it has one alone. */
export const waysOf = (
  { catalog }: Pick<Runtime, "catalog">,
  { choices }: Pick<DeliveryRow, "choices">
): readonly Way[] => (choices ?? []).map((action) => wayOf(action, catalog))

/**
 * The first channel of a delivery that leads to its person as they are now, and whether they may be reached on it. Who gave a
 * telephone number since it was planned is reached there; who withdrew a consent, on the next channel. One whose provider refused
 * the message for good is not tried again.
 * @returns the delivery on that channel; as it was where none leads to the person
 */
export async function wayNow(
  runtime: Runtime,
  trx: Knex,
  row: DeliveryRow,
  { definition, subject }: { definition: AutomationDefinition; subject: Subject }
): Promise<{ readonly row: DeliveryRow; readonly permission: Permission }> {
  const { catalog } = runtime
  const ways = waysOf(runtime, row)
  const [first, ...otherwise] = openWays(ways, row.refused)
  const { carrier, permission, passed } = reachOf({
    definition,
    carrier: {
      step: row.step,
      index: 0,
      ...(first ?? { channel: row.channel, action: row.action }),
      otherwise,
      coupons: row.coupons,
    },
    subject,
    catalog,
    policy: runtime.policy,
  })
  if (row.choices === null) {
    return { row, permission }
  }
  const over = inOrderOfWays(ways, [...(row.refused ?? []), ...passedChannels(passed)])
  const taken = {
    channel: carrier.channel,
    action: carrier.action,
    placement: placementOf(carrier.action),
    passed: over.length === 0 ? null : over,
  }
  if (!(await runtime.automation.deliveries.takeWay(trx, row, taken))) {
    throw new LeaseLost(row.id)
  }
  return { row: { ...row, ...taken }, permission }
}
