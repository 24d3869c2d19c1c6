import { z } from "@medusajs/framework/zod"
import { CHANNELS, PURPOSES } from "../../core/consent/consent"
import { emailProblem } from "../../core/identity/email"

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
