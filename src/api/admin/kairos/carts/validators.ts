import { z } from "@medusajs/framework/zod"
import { CART_STATES } from "../../../../core/cart/cart"
import { idSchema, pageSchema } from "../../../support/validate"

export const cartListQuery = z.strictObject({
  ...pageSchema,
  state: z.enum(CART_STATES).optional(),
  customer_id: idSchema.optional(),
})

export const cartWeeksQuery = z.strictObject({
  weeks: z.coerce.number("expected a whole number from 1 to 104").int().min(1).max(104).default(12),
})
