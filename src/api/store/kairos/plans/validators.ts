import { z } from "@medusajs/framework/zod"
import { idSchema } from "../../../support/validate"

export const storePlansQuery = z.strictObject({ product_id: idSchema })
