import { z } from "@medusajs/framework/zod"
import { idSchema, pageSchema } from "../../../../support/validate"

export const valueDueQuery = z.strictObject({ ...pageSchema, customer_id: idSchema.optional() })
