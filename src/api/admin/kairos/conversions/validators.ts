import { z } from "@medusajs/framework/zod"
import { idSchema, pageSchema } from "../../../support/validate"
import { periodQuery } from "../measurement/validators"

export const conversionListQuery = z.strictObject({
  ...pageSchema,
  ...periodQuery.shape,
  automation_id: idSchema.optional(),
})
