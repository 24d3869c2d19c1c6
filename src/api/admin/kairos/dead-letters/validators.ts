import { z } from "@medusajs/framework/zod"
import { pageSchema } from "../../../support/validate"

const errorClass = z.string("expected the name of an error, such as MissingSubject").min(1).max(200)

export const deadLetterListQuery = z.strictObject({
  ...pageSchema,
  error_class: errorClass.optional(),
})

/** Without a class, all of them. */
export const replayBody = z.strictObject({ error_class: errorClass.optional() })
