import type { Runtime } from "../support/runtime"
import { retirePromotions } from "./promotions"

const BATCH = 200
/** Orders are edited for some weeks; after that nothing computes with a used promotion any more. */
const REDEEMED_STAY_DAYS = 90

export type EndedCoupons = { readonly expired: number; readonly retired: number }

/**
 * Ends the coupons whose time has come and Medusa's promotions of all that ended, so that open carts lose the discount
 * the next time they change; a cart that does not change is asked at its completion. Stops when the process does.
 */
export async function endDueCoupons(runtime: Runtime): Promise<EndedCoupons> {
  const { coupons } = runtime.automation
  let expired = 0
  let retired = 0
  for (;;) {
    const ended = await coupons.expireDue(BATCH)
    expired += ended.length
    if (ended.length < BATCH || runtime.automation.stopping) {
      break
    }
  }
  for (;;) {
    const over = [
      ...(await coupons.listUnretired(BATCH)),
      ...(await coupons.listOldRedeemed(REDEEMED_STAY_DAYS, BATCH)),
    ]
    if (over.length === 0 || runtime.automation.stopping) {
      return { expired, retired }
    }
    await retirePromotions(runtime, over)
    retired += over.length
  }
}
