import { z } from "@medusajs/framework/zod"
import { ERASURE_REASONS } from "../../../../core/privacy/erasure"
import { idSchema, inOrder, instantSchema, NOT_IN_ORDER } from "../../../support/validate"

export const profileExportQuery = z
  .strictObject({
    customer_id: idSchema.optional(),
    from: instantSchema.optional(),
    to: instantSchema.optional(),
  })
  .refine(inOrder, NOT_IN_ORDER)

export const privacyQuery = z.strictObject({
  download: z.enum(["true", "false"]).default("false"),
})

export const eraseBody = z.strictObject({
  /** The same as in the path, written once more. */
  customer_id: idSchema,
  reason: z.enum(ERASURE_REASONS, `expected one of ${ERASURE_REASONS.join(", ")}`),
})
