import { z } from "@medusajs/framework/zod"

export const presetTemplatesBody = z.strictObject({
  /** The admin's language, as a tag such as pt-BR; the header Accept-Language when left out. */
  locale: z.string("expected a language tag such as es").max(35).optional(),
})
