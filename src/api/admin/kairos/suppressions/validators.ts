import { z } from "@medusajs/framework/zod"
import { pageSchema } from "../../../support/validate"
import { channelField, emailField } from "../../../support/consent-fields"

export const suppressionListQuery = z.strictObject({
  ...pageSchema,
  email: emailField.optional(),
  channel: z.string().max(60).optional(),
})
export const suppressionBody = z.strictObject({
  email: emailField,
  channel: channelField.default("email"),
})
