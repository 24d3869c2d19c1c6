import { z } from "@medusajs/framework/zod"
import { idSchema, inOrder, instantSchema, NOT_IN_ORDER } from "../../../support/validate"

export const profileExportQuery = z
  .strictObject({
    customer_id: idSchema.optional(),
    from: instantSchema.optional(),
    to: instantSchema.optional(),
  })
  .refine(inOrder, NOT_IN_ORDER)
