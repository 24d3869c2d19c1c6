import { z } from "@medusajs/framework/zod"
import { isTimeZone } from "../../../../core/schedule/time-zone"
import { unstorable } from "../../../../core/text/storable"
import { channelField, purposeField } from "../../../support/consent-fields"
import { instantSchema } from "../../../support/validate"

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "expected a time such as 21:00")

const quietHours = z
  .strictObject({ from: clock, to: clock })
  .refine(({ from, to }) => from !== to, { message: "must not begin and end at the same time" })

const frequency = z.strictObject({
  max: z.int("expected a whole number from 0 to 100").min(0).max(100),
  days: z.int("expected a whole number from 1 to 365").min(1).max(365),
})

const topic = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .refine((text) => unstorable(text) === null, { message: "holds a character that cannot be kept" })

/** Also the old and the new spelling of one zone: browsers disagree about Asia/Calcutta and Asia/Kolkata. */
const timeZone = z
  .string()
  .max(60)
  .refine(isTimeZone, { message: "expected an IANA time zone such as Europe/Madrid" })

/** Fields that are left out stay as they are; null takes a choice back. */
export const preferencesBody = z.strictObject({
  consents: z
    .array(z.strictObject({ purpose: purposeField, channel: channelField, granted: z.boolean() }))
    .max(50)
    .optional(),
  frequency: frequency.nullable().optional(),
  quiet_hours: quietHours.nullable().optional(),
  paused_until: instantSchema.nullable().optional(),
  topics: z.array(topic).max(50).optional(),
  locale: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, "expected a language such as es or pt-BR")
    .max(35)
    .nullable()
    .optional(),
  time_zone: timeZone.nullable().optional(),
  /** To the shop's questions, by their keys. */
  answers: z
    .record(z.string().max(40), z.unknown())
    .refine((answers) => Object.keys(answers).length <= 20, { message: "expected at most 20" })
    .optional(),
  /** What was concluded wrongly, put right: a choice, `none`, or null to conclude again. */
  inferred: z.record(z.string().max(40), z.string().max(40).nullable()).optional(),
})
