import { z } from "@medusajs/framework/zod"
import { REPORT_LIMITS } from "../../../../core/event/check-reported"

const BATCH = `expected 1 to ${REPORT_LIMITS.events} events such as { id, name, customer_id, occurred_at, properties }`

export const reportBody = z.strictObject({
  // Each event is checked by itself: one that cannot be kept does not take the others down.
  events: z.array(z.unknown(), BATCH).min(1, BATCH).max(REPORT_LIMITS.events, BATCH),
})
