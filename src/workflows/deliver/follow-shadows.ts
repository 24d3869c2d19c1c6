import type { DeliveryRow } from "../../modules/kairos-automation/delivery-rows"
import { backoffSeconds } from "../support/backoff"
import { isDatabaseTrouble } from "../support/database-trouble"
import { givingWay } from "../support/give-way"
import type { Runtime } from "../support/runtime"
import { claimShadow } from "./claim-delivery"
import { LeaseLost } from "./lease-lost"

const BATCH = 50
const LEASE_SECONDS = 60
/** A minute's work at most; what is left is due in the next one as well. */
const MOST = 5000

/**
 * Asks the later steps of shadow journeys that are due what their claim would have asked: whether the occasion stands, the
 * conditions, consent, quiet hours and caps, as they are now. Nothing leaves and no coupon comes into being.
 * @returns how many were asked
 */
export async function followShadows(runtime: Runtime): Promise<number> {
  const { ledgers } = runtime.automation
  const giveWay = givingWay()
  let asked = 0
  while (!runtime.automation.stopping && asked < MOST) {
    const rows = await ledgers.shadow.claim(BATCH, LEASE_SECONDS, [])
    if (rows.length === 0) {
      break
    }
    for (const [index, row] of rows.entries()) {
      await giveWay()
      if (runtime.automation.stopping || !(await follow(runtime, row))) {
        await ledgers.shadow.giveBack(rows.slice(index))
        return asked
      }
      asked += 1
    }
  }
  return asked
}

/** @returns false when the database is ill, and the rest had better wait */
async function follow(runtime: Runtime, row: DeliveryRow): Promise<boolean> {
  try {
    await claimShadow(runtime, row)
  } catch (error) {
    if (isDatabaseTrouble(error)) {
      return false
    }
    if (!(error instanceof LeaseLost)) {
      const message = error instanceof Error ? error.message : String(error)
      await runtime.automation.ledgers.shadow.defer(row, message, backoffSeconds(row.attempts + 1))
    }
  }
  return true
}
