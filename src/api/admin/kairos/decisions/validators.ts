import { z } from "@medusajs/framework/zod"
import { MODES, REASONS } from "../../../../core/decision/decision"
import { idSchema, instantSchema, pageSchema } from "../../../support/validate"

export const decisionListQuery = z
  .strictObject({
    ...pageSchema,
    customer_id: idSchema.optional(),
    automation_id: idSchema.optional(),
    kind: z.enum(["send", "hold", "skip"]).optional(),
    reason: z.enum(REASONS).optional(),
    mode: z.enum(MODES).optional(),
    from: instantSchema.optional(),
    to: instantSchema.optional(),
  })
  .refine(
    ({ from, to }) => from === undefined || to === undefined || Date.parse(from) <= Date.parse(to),
    {
      path: ["from"],
      message: "is after to; exchange them, or leave one out",
    }
  )
