import type { DeliveryRow } from "../../modules/kairos-automation/delivery-rows"
import { afterTrouble, backoffSeconds } from "../support/backoff"
import { correlated } from "../support/correlation"
import { isDatabaseTrouble } from "../support/database-trouble"
import { type GiveWay, givingWay } from "../support/give-way"
import type { Runtime } from "../support/runtime"
import { openChannelsAgain, pausedChannels } from "./channel-pause"
import { deliverOne } from "./deliver-one"
import { LeaseLost } from "./lease-lost"
import { settleAbandoned } from "./settle-abandoned"

const BATCH = 50
const LEASE_SECONDS = 60

/** Claims and executes what is due until nothing is left or the time is used up. @returns how many were handled */
export async function deliverDue(runtime: Runtime, budgetMs = 20_000): Promise<number> {
  const start = performance.now()
  const giveWay = givingWay()
  await giveWay()
  await settleAbandoned(runtime)
  let handled = 0
  while (!runtime.automation.stopping && performance.now() - start < budgetMs) {
    await giveWay()
    const paused = await openChannelsAgain(runtime, await pausedChannels(runtime))
    const rows = await runtime.automation.deliveries.claim(BATCH, LEASE_SECONDS, [...paused.keys()])
    if (rows.length === 0) {
      break
    }
    for (const [index, row] of rows.entries()) {
      if (runtime.automation.stopping) {
        await runtime.automation.deliveries.giveBack(rows.slice(index))
        break
      }
      await giveWay()
      if ((await isolated(runtime, row, giveWay)) === "database_trouble") {
        await runtime.automation.deliveries.giveBack(rows.slice(index), afterTrouble())
        return handled
      }
      handled += 1
    }
  }
  return handled
}

/** A delivery that cannot be handled stands back and, in the end, aside: it never stops the others. */
async function isolated(
  runtime: Runtime,
  row: DeliveryRow,
  giveWay: GiveWay
): Promise<"handled" | "database_trouble"> {
  try {
    await correlated({ delivery_id: row.id }, () => deliverOne(runtime, row, giveWay))
  } catch (error) {
    if (error instanceof LeaseLost) {
      return "handled"
    }
    if (isDatabaseTrouble(error)) {
      // One that had begun stays `sending`, and is settled when its lease is over.
      return "database_trouble"
    }
    const name = error instanceof Error ? error.name : "Error"
    runtime.logger.warn(`kairos: delivery ${row.id} could not be handled: ${name}`)
    await runtime.automation.deliveries.defer(
      row,
      error instanceof Error ? error.message : name,
      backoffSeconds(row.attempts + 1)
    )
  }
  return "handled"
}
