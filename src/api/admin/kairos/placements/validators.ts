import { z } from "@medusajs/framework/zod"

export const placementBody = z.strictObject({
  code: z
    .string()
    .regex(
      /^[a-z][a-z0-9-]{0,59}$/,
      "expected lower-case letters, digits and hyphens, beginning with a letter, such as home-hero"
    ),
  name: z.string().trim().min(1, "expected a name").max(200),
  description: z.string().max(1000).nullable().default(null),
  /** On-site content, checked as such; what is shown when nothing was decided. */
  fallback: z.unknown().optional(),
})

export const placementUpdateBody = placementBody.omit({ code: true })
