import { z } from "@medusajs/framework/zod"

export const catalogQuery = z.strictObject({ locale: z.string().max(35).optional() })
