import { z } from "@medusajs/framework/zod"
import { channelField, emailField, purposeField } from "../../../support/consent-fields"
import { idSchema, pageSchema } from "../../../support/validate"

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
