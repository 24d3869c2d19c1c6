import { z } from "@medusajs/framework/zod"

export const recoverCartSchema = z.strictObject({
  token: z
    .string()
    .min(1, "is empty; expected what stands behind kairos_cart= in the link")
    .max(4096, "is longer than any link of ours"),
  /** The cart that this browser holds, if any. */
  cart_id: z.string().max(100).nullish(),
})
