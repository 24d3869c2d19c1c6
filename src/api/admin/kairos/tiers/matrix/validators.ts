import { z } from "@medusajs/framework/zod"

const MOST = 24
const EXPECTED = `expected a whole number of months from 1 to ${MOST}`

/** How many months of the shop's calendar, the running one included; of those whom one automation addressed alone. */
export const matrixQuery = z.strictObject({
  months: z.coerce.number(EXPECTED).int(EXPECTED).min(1, EXPECTED).max(MOST, EXPECTED).default(12),
  automation_id: z.string().min(1).max(100).optional(),
})
