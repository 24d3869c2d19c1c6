import { z } from "@medusajs/framework/zod"
import { BUYER_CLASSES } from "../../../../../../core/predict/buyer-class"

/** Null takes back what was set by hand. */
export const buyerClassBody = z.strictObject({ buyer_class: z.enum(BUYER_CLASSES).nullable() })
