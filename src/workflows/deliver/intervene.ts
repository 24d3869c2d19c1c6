import type { Runtime } from "../support/runtime"

export type Intervention = "done" | "not_found" | "not_possible"

/** A person asks for another try: it goes through the same last check as every delivery, consent included. */
export async function retryDelivery(
  runtime: Runtime,
  id: string,
  by: string
): Promise<Intervention> {
  if ((await runtime.automation.deliveries.read(id)) === null) {
    return "not_found"
  }
  if (!(await runtime.automation.deliveries.retry(id))) {
    return "not_possible"
  }
  await runtime.automation.audit.append({
    actor: by,
    action: "retry",
    entity: "delivery",
    entity_id: id,
  })
  return "done"
}

/** Stops a delivery that has not left; its coupon goes with it. */
export async function cancelDelivery(
  runtime: Runtime,
  id: string,
  by: string
): Promise<Intervention> {
  if ((await runtime.automation.deliveries.read(id)) === null) {
    return "not_found"
  }
  const cancelled = await runtime.knex.transaction(async (trx) => {
    const done = await runtime.automation.deliveries.cancel(trx, id)
    if (done) {
      await runtime.automation.coupons.voidByDelivery(trx, id, "delivery_cancelled")
      await runtime.automation.audit.append(
        { actor: by, action: "cancel", entity: "delivery", entity_id: id },
        trx
      )
    }
    return done
  })
  return cancelled ? "done" : "not_possible"
}
