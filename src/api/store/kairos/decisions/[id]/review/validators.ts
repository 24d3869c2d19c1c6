import { z } from "@medusajs/framework/zod"
import { unstorable } from "../../../../../../core/text/storable"

export const reviewBody = z.strictObject({
  /** What the shopper wants to say; nothing has to be. */
  message: z
    .string("expected a text")
    .trim()
    .max(2000, "expected at most 2000 characters")
    .refine((text) => unstorable(text) === null, {
      message: "holds a character that cannot be kept",
    })
    .default(""),
  locale: z.string().max(35).optional(),
})
