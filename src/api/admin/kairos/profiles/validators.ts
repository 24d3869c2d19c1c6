import { z } from "@medusajs/framework/zod"
import { ERASURE_REASONS } from "../../../../core/privacy/erasure"
import { unstorable } from "../../../../core/text/storable"
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

export const objectForBody = z.strictObject({
  objected: z.boolean("expected true or false").default(true),
  /** How it reached the shop: by telephone on 3 March. */
  note: z
    .string("expected a text that says how it reached the shop")
    .trim()
    .min(1, "write how it reached the shop, such as: by telephone on 3 March")
    .max(500)
    .refine((text) => unstorable(text) === null, {
      message: "holds a character that cannot be kept",
    }),
})

export const correctBody = z.strictObject({
  /** A choice, `none` so that nothing is concluded, or null to conclude again. */
  inferred: z
    .record(z.string().max(40), z.string().max(40).nullable())
    .refine((inferred) => Object.keys(inferred).length > 0, {
      message: "names nothing to put right",
    }),
})

export const eraseBody = z.strictObject({
  /** The same as in the path, written once more. */
  customer_id: idSchema,
  reason: z.enum(ERASURE_REASONS, `expected one of ${ERASURE_REASONS.join(", ")}`),
})
