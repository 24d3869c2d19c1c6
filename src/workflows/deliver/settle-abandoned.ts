import { Modules } from "@medusajs/framework/utils"
import { note } from "../../core/text/note"
import type { DeliveryRow, Ending } from "../../modules/kairos-automation/delivery-rows"
import type { Runtime } from "../support/runtime"
import { afterUnknown } from "./unknown"

const LEASE_SECONDS = 60

/**
 * Deliveries whose worker vanished while sending. What had not begun goes back in line; what had begun is settled by what
 * Medusa's notification module wrote down about this very attempt, and is `unknown` where that does not tell.
 */
export async function settleAbandoned(runtime: Runtime): Promise<void> {
  const rows = await runtime.automation.deliveries.claimAbandoned(50, LEASE_SECONDS)
  for (const row of rows) {
    const ending = row.send_started_at === null ? notBegun() : await endingOf(runtime, row)
    await runtime.knex.transaction((trx) =>
      runtime.automation.deliveries.endAttempt(trx, row, row.attempts, ending)
    )
  }
}

const notBegun = (): Ending => ({
  state: "queued",
  outcome: "abandoned",
  message: note("stopped_before"),
  retry_in_seconds: 0,
})

async function endingOf(runtime: Runtime, row: DeliveryRow): Promise<Ending> {
  const notifications = runtime.container.resolve(Modules.NOTIFICATION)
  const [notification] = await notifications.listNotifications({
    idempotency_key: `${row.id}:${row.attempts}`,
  } as never)
  if (notification?.status === "success") {
    return {
      state: "sent",
      outcome: "sent",
      message: null,
      external_id: notification.external_id ?? null,
    }
  }
  return afterUnknown(runtime, row, note("stopped_during"), row.attempts)
}
