import { z } from "@medusajs/framework/zod"
import { DELIVERY_STATES } from "../../../../core/decision/delivery"
import { idSchema, pageSchema } from "../../../support/validate"

export const deliveryListQuery = z.strictObject({
  ...pageSchema,
  customer_id: idSchema.optional(),
  automation_id: idSchema.optional(),
  decision_id: idSchema.optional(),
  state: z.enum(DELIVERY_STATES).optional(),
  channel: z.string().max(60).optional(),
})
