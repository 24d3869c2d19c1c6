import { z } from "@medusajs/framework/zod"
import { RECORD_BASES } from "../../../../core/consent/consent"
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

const consentFields = z.strictObject({
  email: emailField,
  purpose: purposeField,
  channel: channelField,
  granted: z.boolean("expected true or false"),
  /** `inquiry`: the person asked the shop something, which some laws take for consent for a while. Only ever a yes. */
  basis: z.enum(RECORD_BASES, { error: "expected consent or inquiry" }).default("consent"),
  text_version: z.string().trim().min(1).max(200).optional(),
  /** The exact words that the person agreed to; kept under their hash. */
  text: z.string().trim().min(1).max(10_000).optional(),
  /** How the person said so: "by telephone on 3 March". */
  note: z
    .string("expected how the person said so, such as: by telephone on 3 March")
    .trim()
    .min(3, "expected how the person said so, such as: by telephone on 3 March")
    .max(500),
})

export const consentBody = consentFields.refine(
  ({ basis, granted }) => basis === "consent" || granted,
  { path: ["granted"], message: "expected true: an inquiry can only be taken for a yes" }
)
