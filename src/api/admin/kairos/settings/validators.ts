import { z } from "@medusajs/framework/zod"
import { MODES } from "../../../../core/decision/decision"
import { tierPolicySchema } from "../../../../options/options"

export const settingsBody = z.strictObject({
  mode: z.enum(MODES).optional(),
  sender: z
    .strictObject({
      name: z.string().trim().min(1, "expected the sender's name").max(100),
      email: z.string().regex(/^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/, "expected an e-mail address"),
      postal_address: z
        .string()
        .trim()
        .min(1, "expected the postal address that the law asks for in marketing mail")
        .max(300),
    })
    .optional(),
  tiers: tierPolicySchema.optional(),
})
