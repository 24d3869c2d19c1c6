import { z } from "@medusajs/framework/zod"
import { permissionField } from "../../../support/permission-field"
import { idSchema } from "../../../support/validate"

const PLACEMENTS_PER_PAGE = 20
const text = z.string().max(500)

export const contentQuery = z.strictObject({
  placements: z
    .string("expected a comma list of placements such as home-hero,cart-banner")
    .transform((list) =>
      [...new Set(list.split(",").map((code) => code.trim()))].filter((code) => code !== "")
    )
    .pipe(
      z
        .array(z.string().regex(/^[a-z][a-z0-9-]{0,59}$/, "is not a placement's code"))
        .min(1, "expected at least one placement")
        .max(PLACEMENTS_PER_PAGE, `expected at most ${PLACEMENTS_PER_PAGE} placements`)
    ),
  visitor_id: idSchema.optional(),
  consent: permissionField,
  cart_id: idSchema.optional(),
  path: text.optional(),
  referrer: text.optional(),
  utm_source: text.optional(),
  utm_medium: text.optional(),
  utm_campaign: text.optional(),
  utm_term: text.optional(),
  utm_content: text.optional(),
  locale: z.string().max(35).optional(),
})

export const outcomeBody = z.strictObject({
  decision_id: z.string().min(1).max(16_000),
  kind: z.enum(["shown", "clicked", "dismissed"]),
})

export const whyQuery = z.strictObject({ locale: z.string().max(35).optional() })
