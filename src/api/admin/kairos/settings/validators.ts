import { z } from "@medusajs/framework/zod"
import { MODES } from "../../../../core/decision/decision"
import {
  answerHoursSchema,
  capSchema,
  holdoutSchema,
  leakPolicySchema,
  quietHoursSchema,
  recoveryPolicySchema,
  tierPolicySchema,
} from "../../../../options/options"

const address = z
  .string()
  .max(320)
  .regex(/^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/, "expected an e-mail address")

export const settingsBody = z.strictObject({
  mode: z.enum(MODES).optional(),
  sender: z
    .strictObject({
      name: z.string().trim().min(1, "expected the sender's name").max(100),
      email: address,
      postal_address: z
        .string()
        .trim()
        .min(1, "expected the postal address that the law asks for in marketing mail")
        .max(300),
      reply_to: address.nullish(),
    })
    .optional(),
  tiers: tierPolicySchema.optional(),
  caps: z.array(capSchema).max(10, "at most 10 caps are allowed").optional(),
  quiet_hours: quietHoursSchema.nullable().optional(),
  recovery_discounts: recoveryPolicySchema.optional(),
  leak_radar: leakPolicySchema.nullable().optional(),
  answer_hours: answerHoursSchema.optional(),
  holdout_percent: holdoutSchema.optional(),
  /** The kill switches. */
  stopped: z
    .strictObject({
      all: z.boolean("expected true or false"),
      channels: z.array(z.string().min(1).max(40)).max(20),
    })
    .optional(),
  /** "confirm": this database belongs to this installation from now on. */
  installation: z.literal("confirm", 'expected "confirm"').optional(),
})
