import { z } from "@medusajs/framework/zod"
import { AUTOMATION_STATUSES } from "../../../../core/decision/automation"
import { idSchema, pageSchema } from "../../../support/validate"

export const automationListQuery = z.strictObject({
  ...pageSchema,
  status: z.enum(AUTOMATION_STATUSES).optional(),
  q: z.string().max(200).optional(),
})

export const previewBody = z.strictObject({
  customer_id: idSchema,
  /** An event of the inbox; without it the customer's newest event of the trigger, else the trigger's sample. */
  event_id: z.string().max(300).optional(),
})

export const whyBody = z.strictObject({ customer_id: idSchema })
