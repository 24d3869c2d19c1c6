import { z } from "@medusajs/framework/zod"
import { PRODUCT_LISTS } from "../../../../read-models/value-lists"
import { idSchema } from "../../../support/validate"

const LIMIT = "expected a whole number from 1 to 12"

export const recommendationQuery = z.strictObject({
  kind: z.enum(PRODUCT_LISTS),
  product_id: idSchema.optional(),
  limit: z.coerce.number(LIMIT).int(LIMIT).min(1, LIMIT).max(12, LIMIT).default(4),
})
