import type { AutomationService } from "../../modules/kairos-automation/service"
import type { Runtime } from "../support/runtime"

/**
 * The same use cases over shadow mode's own ledger. What waits, ends or is asked there goes through the very code of live
 * deliveries, so that shadow mode cannot come to think differently; only what would leave does not.
 */
export function shadowRuntime(runtime: Runtime): Runtime {
  const automation = Object.create(runtime.automation, {
    deliveries: { value: runtime.automation.ledgers.shadow },
    coupons: { value: runtime.automation.shadowCoupons },
  }) as AutomationService
  return { ...runtime, automation }
}
