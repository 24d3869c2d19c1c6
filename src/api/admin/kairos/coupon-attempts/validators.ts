import { z } from "@medusajs/framework/zod"
import { pageSchema } from "../../../support/validate"

export const couponAttemptsQuery = z.strictObject(pageSchema)
