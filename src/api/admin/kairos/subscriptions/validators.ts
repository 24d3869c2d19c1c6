import { z } from "@medusajs/framework/zod"
import { idSchema, pageSchema } from "../../../support/validate"

export const subscriptionsQuery = z.strictObject({
  ...pageSchema,
  customer_id: idSchema.optional(),
  plan_id: idSchema.optional(),
  status: z
    .enum(
      ["active", "cancelled", "lapsed", "expired"],
      'expected "active", "cancelled", "lapsed" or "expired"'
    )
    .optional(),
})

export const emptyBody = z.strictObject({})
