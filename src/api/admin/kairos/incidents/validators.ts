import { z } from "@medusajs/framework/zod"
import { CLOCK_STATES } from "../../../../core/incident/response-clock"
import { pageSchema } from "../../../support/validate"

export const incidentsQuery = z.strictObject({
  state: z
    .enum(
      ["open", ...CLOCK_STATES],
      'expected "open" (waits for an answer), "waiting" (in time), "overdue", "answered" (in time) or "late"'
    )
    .default("open"),
  ...pageSchema,
})

export const answeredBody = z.strictObject({})
