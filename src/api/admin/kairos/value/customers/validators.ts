import { z } from "@medusajs/framework/zod"
import { VALUE_ORDERS } from "../../../../../read-models/value-lists"
import { pageSchema } from "../../../../support/validate"

export const valueCustomersQuery = z.strictObject({
  ...pageSchema,
  list: z.enum(VALUE_ORDERS).default("best"),
})
