import { z } from "@medusajs/framework/zod"
import { unstorable } from "../../../../core/text/storable"
import { pageSchema } from "../../../support/validate"

export const reviewsQuery = z.strictObject({
  state: z.enum(["open", "closed"], "expected open or closed").default("open"),
  ...pageSchema,
})

export const closeReviewBody = z.strictObject({
  /** What the shopper reads in their account. */
  answer: z
    .string("expected a text")
    .trim()
    .min(1, "write what the shopper shall read")
    .max(2000, "expected at most 2000 characters")
    .refine((text) => unstorable(text) === null, {
      message: "holds a character that cannot be kept",
    }),
})
