import { z } from "@medusajs/framework/zod"
import { MODES, REASONS } from "../../../../core/decision/decision"
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
  kind: z.enum(["send", "hold", "skip"]).optional(),
  reason: z.enum(REASONS).optional(),
  mode: z.enum(MODES).optional(),
  from: instantSchema.optional(),
  to: instantSchema.optional(),
}

export const decisionListQuery = z
  .strictObject({ ...pageSchema, ...filter })
  .refine(inOrder, NOT_IN_ORDER)

export const decisionExportQuery = z.strictObject(filter).refine(inOrder, NOT_IN_ORDER)
