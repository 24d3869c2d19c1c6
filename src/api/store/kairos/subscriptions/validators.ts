import { isDay } from "../../../../core/renewal/recurrence"
import { z } from "@medusajs/framework/zod"

export const noBody = z.strictObject({})

export const dayBody = z.strictObject({
  day: z
    .string("expected a day such as 2026-05-20")
    .regex(/^\d{4}-\d\d-\d\d$/, "expected a day such as 2026-05-20")
    .refine((day) => isDay(day), "expected a day of the calendar"),
})

export const renewBody = z.strictObject({
  /** The amount that the shopper saw, as the list gives it: another one now is refused. */
  amount: z
    .string()
    .regex(/^\d{1,15}(\.\d{1,10})?$/, 'expected the amount as the list gives it, such as "24.90"'),
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
