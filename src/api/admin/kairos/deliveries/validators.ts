import { z } from "@medusajs/framework/zod"
import { DELIVERY_STATES } from "../../../../core/decision/delivery"
import {
  idSchema,
  inOrder,
  instantSchema,
  NOT_IN_ORDER,
  pageSchema,
} from "../../../support/validate"

const filter = {
  customer_id: idSchema.optional(),
  automation_id: idSchema.optional(),
  state: z.enum(DELIVERY_STATES).optional(),
  channel: z.string().max(60).optional(),
}

export const deliveryListQuery = z.strictObject({
  ...pageSchema,
  ...filter,
  decision_id: idSchema.optional(),
})

export const deliveryExportQuery = z
  .strictObject({ ...filter, from: instantSchema.optional(), to: instantSchema.optional() })
  .refine(inOrder, NOT_IN_ORDER)
