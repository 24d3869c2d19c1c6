import { isDay } from "../../../../core/renewal/recurrence"
import { z } from "@medusajs/framework/zod"
import { idSchema } from "../../../support/validate"

export const noBody = z.strictObject({})

export const dayBody = z.strictObject({
  day: z
    .string("expected a day such as 2026-05-20")
    .regex(/^\d{4}-\d\d-\d\d$/, "expected a day such as 2026-05-20")
    .refine((day) => isDay(day), "expected a day of the calendar"),
})

const amount = z
  .string('expected an amount as it was shown, such as "24.90"')
  .regex(/^\d{1,15}(\.\d{1,10})?$/, 'expected the amount as it was shown, such as "24.90"')

export const renewBody = z.strictObject({
  /** The amount that the shopper saw, as the list gives it: another one now is refused. */
  amount,
})

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
  amount,
  /** The version of the text that the shopper agreed to, which named this term and price; without it nothing is charged by itself. */
  text_version: z.string().trim().min(1, "expected the version of the text").max(100).optional(),
})

const line = z.string("expected a text").max(1000)

/** Names and limits of the fields are checked against the address on file: what a country asks for differs. */
export const addressBody = z.strictObject({
  first_name: line,
  last_name: line,
  address_1: line,
  address_2: line.nullable().optional(),
  postal_code: line.nullable().optional(),
  city: line,
  province: line.nullable().optional(),
  country_code: line,
})

export const autoRenewBody = z.discriminatedUnion("enabled", [
  z.strictObject({ enabled: z.literal(false) }),
  z.strictObject({
    enabled: z.literal(true),
    /** The version of the text that the shopper agreed to. */
    text_version: z.string().trim().min(1, "expected the version of the text").max(100),
  }),
])
