import { z } from "@medusajs/framework/zod"
import { PRODUCT_LISTS } from "../../../../../read-models/value-lists"
import { idSchema, pageSchema } from "../../../../support/validate"

export const valueProductsQuery = z.strictObject({
  ...pageSchema,
  kind: z.enum(PRODUCT_LISTS).default("affinity"),
  product_id: idSchema.optional(),
})
