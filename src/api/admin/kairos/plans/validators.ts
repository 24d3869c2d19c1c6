import { z } from "@medusajs/framework/zod"
import { idSchema, pageSchema } from "../../../support/validate"

const days = (most: number) =>
  z.int(`expected a whole number from 0 to ${most}`).min(0).max(most, `expected at most ${most}`)

const putOffDays = z
  .int("expected a whole number of days")
  .min(1, "expected at least 1")
  .max(366, "expected at most 366")

const calendarSchema = z
  .strictObject({
    unit: z.enum(["day", "month", "year"], 'expected "day", "month" or "year"'),
    count: z.int("expected a whole number from 1").min(1, "expected at least 1").max(366),
  })
  .refine(({ unit, count }) => unit !== "year" || count <= 10, {
    path: ["count"],
    message: "expected at most 10 years",
  })

/** So many uses, within a stretch of the calendar. */
const useSchema = z
  .strictObject({
    unit: z.literal("use"),
    count: z.int("expected a whole number from 1").min(1, "expected at least 1").max(1000),
    within: calendarSchema,
    few: z
      .int("expected a whole number from 1")
      .min(1, "expected at least 1")
      .nullable()
      .default(null),
  })
  .refine(({ count, few }) => few === null || few < count, {
    path: ["few"],
    message: "expected fewer than there are uses",
  })

const termSchema = z.discriminatedUnion(
  "unit",
  [calendarSchema, useSchema],
  'expected the unit "day", "month", "year" or "use"'
)

const termsSchema = z
  .strictObject({
    term: termSchema,
    renewal: z.enum(["automatic", "manual"], 'expected "automatic" or "manual"'),
    price: z
      .strictObject({
        amount: z.string().regex(/^\d{1,12}(\.\d{1,4})?$/, 'expected an amount such as "24.90"'),
        currency_code: z.string().regex(/^[a-z]{3}$/, "expected a currency such as eur"),
      })
      .nullable()
      .default(null),
    trial_days: days(366).default(0),
    grace_days: days(60).default(7),
    notice_days: days(366).nullable().default(null),
    notice_after_use: z.boolean("expected true or false").default(false),
    notice_after_visit: z.boolean("expected true or false").default(false),
    dormant_after_days: z
      .int("expected a whole number of days")
      .min(7, "expected at least 7")
      .max(730)
      .nullable()
      .default(null),
    postpone_days: putOffDays.nullable().default(null),
    pause_days: putOffDays.nullable().default(null),
    withdrawal_days: days(366).nullable().default(null),
    may_skip: z.boolean("expected true or false").default(false),
    customer_group_id: idSchema.nullable().default(null),
    tier_floor: z.enum(["A", "B"], 'expected "A", "B" or null').nullable().default(null),
    placements: z
      .array(
        z.string().regex(/^[\w-]{1,60}$/, "expected the code of a placement such as club-corner")
      )
      .max(20, "expected at most 20")
      .default([]),
  })
  .refine(({ term, trial_days }) => term.unit !== "use" || trial_days === 0, {
    path: ["trial_days"],
    message: "expected 0 where the term is counted in uses; sell the trial as a plan by the day",
  })
  .refine(({ term, may_skip }) => term.unit !== "use" || !may_skip, {
    path: ["may_skip"],
    message:
      "expected false where the term is counted in uses: nothing is charged before they are used up",
  })

export const planBody = z.strictObject({
  name: z.string().trim().min(1, "expected a name").max(200),
  product_id: z
    .string("expected a product")
    .regex(/^[\w:-]{1,200}$/, "expected a product that is sold"),
  variant_id: idSchema.nullable().default(null),
  terms: termsSchema,
})

export const planUpdateBody = z
  .strictObject({
    name: planBody.shape.name.optional(),
    terms: termsSchema.optional(),
    status: z.enum(["active", "archived"], 'expected "active" or "archived"').optional(),
  })
  .refine((body) => Object.keys(body).length > 0, "expected name, terms or status")

export const plansQuery = z.strictObject({
  ...pageSchema,
  product_id: idSchema.optional(),
  status: z.enum(["active", "archived"], 'expected "active" or "archived"').optional(),
})
