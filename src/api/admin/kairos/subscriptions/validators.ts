import { z } from "@medusajs/framework/zod"
import { idSchema, pageSchema } from "../../../support/validate"

export const subscriptionsQuery = z.strictObject({
  ...pageSchema,
  customer_id: idSchema.optional(),
  plan_id: idSchema.optional(),
  product_id: idSchema.optional(),
  q: z.string("expected a text to search for").trim().min(1).max(200).optional(),
  renewal_state: z
    .enum(
      ["due", "notified", "charging", "unknown", "failed"],
      'expected "due", "notified", "charging", "unknown" or "failed"'
    )
    .optional(),
  due_within_days: z.coerce
    .number("expected a number of days")
    .int("expected whole days")
    .min(1, "expected at least 1")
    .max(366, "expected at most 366")
    .optional(),
  status: z
    .enum(
      ["active", "cancelled", "lapsed", "expired", "withdrawn"],
      'expected "active", "cancelled", "lapsed", "expired" or "withdrawn"'
    )
    .optional(),
})

/** Only off: what lets a charge happen is agreed to by the shopper, not by the shop. */
export const stopRenewingBody = z.strictObject({
  enabled: z.literal(false, "expected false: only the customer can agree to automatic renewal"),
})

export const emptyBody = z.strictObject({})

/** One of those that are on offer, for its quote; without them, what is on offer. */
export const switchQuery = z
  .strictObject({ plan_id: idSchema.optional(), variant_id: idSchema.optional() })
  .refine(({ plan_id, variant_id }) => (plan_id === undefined) === (variant_id === undefined), {
    path: ["plan_id"],
    message: "expected together with variant_id, both of one of the choices; or neither",
  })

export const switchBody = z.strictObject({
  plan_id: idSchema,
  variant_id: idSchema,
  /** What its quote said that the next payment costs: another amount now is refused. */
  amount: z
    .string('expected the amount of the quote, such as "24.90"')
    .regex(/^\d{1,15}(\.\d{1,10})?$/, 'expected the amount of the quote, such as "24.90"'),
})
