import { note } from "../../core/text/note"
import type { DeliveryRow, Ending } from "../../modules/kairos-automation/delivery-rows"
import type { Runtime } from "../support/runtime"

/**
 * What follows when nobody can say whether a message left: marketing is never sent again and waits for a report
 * of the provider, which may have come already; a service message, which the person is owed, is sent once more, and the attempt says why.
 */
export async function afterUnknown(
  runtime: Runtime,
  row: DeliveryRow,
  message: string,
  attempt: number
): Promise<Ending> {
  if (await runtime.automation.reports.knows(row.id, attempt)) {
    return { state: "sent", outcome: "sent", message: note("reported_sent") }
  }
  if (row.purpose === "service") {
    const attempts = await runtime.automation.deliveries.attempts([row.id])
    if (!attempts.some((attempt) => attempt.outcome === "unknown")) {
      return {
        state: "queued",
        outcome: "unknown",
        message: note("once_more", { note: message }),
        retry_in_seconds: 0,
      }
    }
  }
  return { state: "unknown", outcome: "unknown", message }
}
