import { z } from "@medusajs/framework/zod"
import { PURPOSES } from "../../../../core/consent/consent"
import { idSchema, pageSchema } from "../../../support/validate"

const purpose = z.enum(
  PURPOSES.filter((name) => name !== "personalisation" && name !== "profiling"),
  { error: "expected one of service, marketing, reviews, sharing" }
)
const locale = z.enum(["en", "es", "pt"], { error: "expected one of en, es, pt" })

/** Subject, body and text are looked at by the template check, which says more than a type. */
const sources = { subject: z.unknown(), body: z.unknown(), text: z.unknown().optional() }

export const templateBody = z.strictObject({
  name: z.string("expected a name").trim().min(1, "expected a name").max(200),
  locale,
  purpose,
  ...sources,
})

export const templateUpdateBody = templateBody.partial()

export const templateListQuery = z.strictObject({
  ...pageSchema,
  q: z.string().max(200).optional(),
  purpose: purpose.optional(),
  locale: locale.optional(),
})

export const renderStoredBody = z.strictObject({ customer_id: idSchema.nullish() })

export const renderDraftBody = z.strictObject({
  customer_id: idSchema.nullish(),
  locale: locale.default("en"),
  purpose: purpose.default("marketing"),
  ...sources,
})
