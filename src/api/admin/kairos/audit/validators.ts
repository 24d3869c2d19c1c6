import { z } from "@medusajs/framework/zod"
import {
  idSchema,
  inOrder,
  instantSchema,
  NOT_IN_ORDER,
  pageSchema,
} from "../../../support/validate"

const code = z.string().regex(/^[a-z_]{1,60}$/, "expected a code such as automation")

export const auditListQuery = z
  .strictObject({
    ...pageSchema,
    actor: idSchema.optional(),
    action: code.optional(),
    entity: code.optional(),
    entity_id: z.string().max(300).optional(),
    from: instantSchema.optional(),
    to: instantSchema.optional(),
  })
  .refine(inOrder, NOT_IN_ORDER)
