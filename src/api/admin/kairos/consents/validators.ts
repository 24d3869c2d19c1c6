import { z } from "@medusajs/framework/zod"
import { CHANNELS, PURPOSES } from "../../../../core/consent/consent"
import { emailProblem } from "../../../../core/identity/email"
import { idSchema, pageSchema } from "../../../support/validate"

/** An address, with the reason when it is none. */
export const emailField = z.unknown().transform((value, context) => {
  const problem = emailProblem(value)
  if (problem !== null) {
    context.addIssue({ code: "custom", message: problem })
    return z.NEVER
  }
  return value as string
})

export const purposeField = z.enum(
  PURPOSES.filter((purpose) => purpose !== "service"),
  { error: "expected one of marketing, personalisation, profiling, reviews, sharing" }
)
export const channelField = z.enum(CHANNELS, { error: "expected one of email, sms, push, on_site" })

export const consentListQuery = z.strictObject({
  ...pageSchema,
  email: emailField.optional(),
  customer_id: idSchema.optional(),
  purpose: z.string().max(60).optional(),
  channel: z.string().max(60).optional(),
  granted: z.enum(["true", "false"]).optional(),
})

export const consentBody = z.strictObject({
  email: emailField,
  purpose: purposeField,
  channel: channelField,
  granted: z.boolean("expected true or false"),
  /** How the person said so: "by telephone on 3 March". */
  note: z
    .string("expected how the person said so, such as: by telephone on 3 March")
    .trim()
    .min(3, "expected how the person said so, such as: by telephone on 3 March")
    .max(500),
})
