import { z } from "@medusajs/framework/zod"
import { channelField, emailField, purposeField } from "../../../support/consent-fields"

const code = (what: string) =>
  z
    .string(`expected ${what}`)
    .regex(/^[\w.:/-]{1,100}$/, `expected ${what}: letters, digits, dots, slashes and hyphens`)

export const consentGivenBody = z.strictObject({
  email: emailField,
  purpose: purposeField,
  channel: channelField,
  source: code("where it was asked, such as checkout"),
  text_version: code("the version of the wording, such as marketing-email/2026-11/es"),
  /** The language in which it was asked. */
  locale: z.string().max(35).optional(),
})
