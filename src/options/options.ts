import { z } from "@medusajs/framework/zod"
import { ACTIONS, CHANNELS, FACTS, TRIGGERS } from "../catalog"
import { extensionProblems } from "../core/catalog/check-extensions"
import { DEFAULT_RECOVERY_POLICY } from "../core/coupon/recovery-discount"
import { LONGEST_CAP_DAYS } from "../core/decision/timing"
import { type QuietHours, quietHoursProblem } from "../core/schedule/quiet-hours"
import { isTimeZone } from "../core/schedule/time-zone"
import { nearest } from "../core/text/nearest"
import { INCIDENT_KINDS } from "../core/incident/incident"
import { MOST_ANSWER_HOURS } from "../core/incident/response-clock"
import { DEFAULT_COSTS } from "../core/value/costs"
import { DEFAULT_STABILITY } from "../core/value/settle-tier"
import { EXTRA_COMPONENTS } from "../core/value/tier"
import type {
  ActionDefinition,
  ChannelDefinition,
  FactDefinition,
  TriggerDefinition,
} from "../core/catalog/definitions"
import { journalSchema } from "./journal"
import { sendgridSchema } from "./sendgrid"

const ascending = (label: string) =>
  z
    .tuple([z.number(), z.number(), z.number(), z.number()])
    .refine((cuts) => cuts.every((cut, i) => i === 0 || cut > (cuts[i - 1] as number)), {
      message: `${label} needs four cut points in ascending order, for example [30, 90, 180, 365]`,
    })

const days = (most: number) => {
  const expected = `must be a whole number of days from 0 to ${most}`
  return z.number(expected).int(expected).min(0, expected).max(most, expected)
}

const SHARE = "must be a number above 0 and up to 1, for example 0.1 for the best tenth"
const BAND = "must be a number from 0 to 2, in points of the score"

const rateCurrency = z
  .string()
  .length(3, "must be a three-letter ISO 4217 code such as eur")
  .toLowerCase()

const COST_SHARE =
  "must be a number from 0 to 1, for example 0.6 where goods cost 60 % of what is paid"
const COST_AMOUNT = "must be an amount of 0 or more in the currency of the money points"
const share = z.number(COST_SHARE).min(0, COST_SHARE).max(1, COST_SHARE)
const incidentCost = z.number(COST_AMOUNT).min(0, COST_AMOUNT).max(1_000_000, COST_AMOUNT)
const METADATA_KEY =
  "must be a key of 1 to 60 letters, digits, underscores, hyphens or dots, such as cost"

/** What goods and service cost the shop. */
const costsSchema = z.strictObject({
  key: z
    .string(METADATA_KEY)
    .regex(/^[A-Za-z0-9_.-]{1,60}$/, METADATA_KEY)
    .default(DEFAULT_COSTS.key),
  goods_share: share.nullable().default(DEFAULT_COSTS.goods_share),
  other_share: share.default(DEFAULT_COSTS.other_share),
  incidents: z.partialRecord(z.enum(INCIDENT_KINDS), incidentCost).default({}),
})

export const tierPolicySchema = z.strictObject({
  recency_days: ascending("recency_days").default([30, 90, 180, 365]),
  frequency: ascending("frequency").default([2, 3, 5, 10]),
  monetary: ascending("monetary").default([50, 150, 400, 1000]),
  currency_code: z
    .string()
    .length(3, "must be a three-letter ISO 4217 code such as eur")
    .toLowerCase()
    .nullable()
    .default(null),
  weights: z
    .strictObject({
      recency: z.number().nonnegative(),
      frequency: z.number().nonnegative(),
      monetary: z.number().nonnegative(),
      returns: z.number().nonnegative().optional(),
      discounts: z.number().nonnegative().optional(),
      potential: z.number().nonnegative().optional(),
      margin: z.number().nonnegative().optional(),
      service: z.number().nonnegative().optional(),
      referrals: z.number().nonnegative().optional(),
      wallet: z.number().nonnegative().optional(),
    })
    .refine((w) => Object.values(w).some((weight) => weight > 0), {
      message: "at least one weight must be above 0",
    })
    .default({ recency: 1, frequency: 1, monetary: 1 }),
  thresholds: z
    .strictObject({ a: z.number().min(1).max(5), b: z.number().min(1).max(5) })
    .refine((t) => t.a > t.b, { message: "a must be above b, for example { a: 4, b: 2.5 }" })
    .default({ a: 4, b: 2.5 }),
  /** The best share of the customers is A, so much together with B; the thresholds are then learned every night. */
  shares: z
    .strictObject({
      a: z.number(SHARE).gt(0, SHARE).max(1, SHARE),
      b: z.number(SHARE).gt(0, SHARE).max(1, SHARE),
    })
    .refine((s) => s.b > s.a, {
      message:
        "b is the share of A and B together and must be above a, for example { a: 0.1, b: 0.4 }",
    })
    .nullable()
    .optional(),
  /** Shares from 0 to 1 that were given back, or bought at a discount; less is better. */
  returns: ascending("returns").optional(),
  discounts: ascending("discounts").optional(),
  /** Expected value of a year. */
  potential: ascending("potential").optional(),
  /** What is left after costs; cost of service, of which less is better. */
  margin: ascending("margin").optional(),
  service: ascending("service").optional(),
  /** Spent by the customers whom they brought. */
  referrals: ascending("referrals").optional(),
  /** Share from 0 to 1 of what they need that they say they buy here. */
  wallet: ascending("wallet").optional(),
  costs: costsSchema.optional(),
  /** Looked for although nothing weighs them. */
  observed: z.array(z.enum(EXTRA_COMPONENTS)).max(EXTRA_COMPONENTS.length).optional(),
  /** What keeps tiers from flickering. */
  stability: z
    .strictObject({
      band: z.number(BAND).min(0, BAND).max(2, BAND).default(DEFAULT_STABILITY.band),
      minimum_stay_days: days(730).default(DEFAULT_STABILITY.minimum_stay_days),
      grace_days: days(365).default(DEFAULT_STABILITY.grace_days),
    })
    .default(DEFAULT_STABILITY),
  /** By which money of other currencies counts: each purchase by the newest rate that is not later than its day. */
  rates: z
    .array(
      z.strictObject({
        from: rateCurrency,
        to: rateCurrency,
        date: z.iso.date("must be a day such as 2026-03-31"),
        rate: z.number("must be a number above 0").positive("must be a number above 0"),
      })
    )
    .max(20_000)
    .default([]),
})

const webAddress = (label: string) =>
  z
    .string()
    .refine((value) => /^https?:\/\/[^\s/@]+(\/\S*)?$/.test(value), {
      message: `${label} must be an address such as https://shop.example without a user name`,
    })
    .transform((value) => value.replace(/\/+$/, ""))

const timeZone = z
  .string()
  .refine(isTimeZone, { message: "must be an IANA time zone such as Europe/Madrid" })

const wholeFrom1 = (most: number) =>
  z
    .number()
    .int(`must be a whole number from 1 to ${most}`)
    .min(1, `must be a whole number from 1 to ${most}`)
    .max(most, `must be a whole number from 1 to ${most}`)

/** At most `max` messages in `days` calendar days; of one channel, or of all that interrupt when it is null. */
export const capSchema = z.strictObject({
  channel: z.string().min(1).max(40).nullable().default(null),
  max: wholeFrom1(100),
  days: wholeFrom1(LONGEST_CAP_DAYS),
})

export const quietHoursSchema = z
  .strictObject({ from: z.unknown(), to: z.unknown() })
  .superRefine((value, context) => {
    const problem = quietHoursProblem(value)
    if (problem !== null) {
      context.addIssue({ code: "custom", message: problem })
    }
  })
  .transform((value) => value as QuietHours)

/** Discounts to win back a cart: at most `max` per person in `days` days. */
export const holdoutSchema = z
  .number("must be a number from 0 to 50")
  .min(0, "must be a number from 0 to 50")
  .max(50, "must be a number from 0 to 50")

/** How far discounts for leaving a cart go; `habit` is from when on somebody counts as buying by them, null for never. */
export const recoveryPolicySchema = z.strictObject({
  max: z
    .number("must be a whole number from 0 to 100")
    .int("must be a whole number from 0 to 100")
    .min(0, "must be a whole number from 0 to 100")
    .max(100, "must be a whole number from 0 to 100"),
  days: wholeFrom1(730),
  reminder_first: z
    .boolean("must be true or false")
    .default(DEFAULT_RECOVERY_POLICY.reminder_first),
  habit: z
    .strictObject({ purchases: wholeFrom1(100), percent: wholeFrom1(100), days: wholeFrom1(730) })
    .nullable()
    .default(DEFAULT_RECOVERY_POLICY.habit),
})

/** So many attempts by others within so many minutes revoke a coupon's code. */
export const leakPolicySchema = z.strictObject({
  attempts: z
    .number("must be a whole number from 2 to 1000")
    .int("must be a whole number from 2 to 1000")
    .min(2, "must be a whole number from 2 to 1000")
    .max(1000, "must be a whole number from 2 to 1000"),
  minutes: wholeFrom1(1440),
})

const ANSWER = `must be a whole number of hours from 1 to ${MOST_ANSWER_HOURS}`
/** Within how many hours a shop wants to answer what went wrong. */
export const answerHoursSchema = z.int(ANSWER).min(1, ANSWER).max(MOST_ANSWER_HOURS, ANSWER)

const text = z.string("must be a text").trim().min(1, "must not be empty").max(200)
const localizedSchema = z.strictObject({ en: text, es: text, pt: text })
const CODE = /^[a-z][a-z0-9_]{0,39}$/
const code = z
  .string()
  .regex(CODE, "must be small letters, digits and underscores, such as dry_skin")
const distinct = <T>(list: readonly T[], keyOf: (one: T) => string): boolean =>
  new Set(list.map(keyOf)).size === list.length

const namedSchema = z
  .array(z.strictObject({ value: code, label: localizedSchema }))
  .max(50)
  .refine((list) => distinct(list, ({ value }) => value), { message: "gives a value twice" })

const questionSchema = z
  .strictObject({
    key: code,
    kind: z.enum(["choice", "many", "yes_no", "number"]),
    label: localizedSchema,
    options: namedSchema.default([]),
    /** How much of what they need they buy here, in percent: a part of the score, where the tier policy weighs it. */
    measures: z.enum(["wallet_share"], 'must be "wallet_share"').optional(),
  })
  .refine(({ kind, measures }) => measures === undefined || kind === "number", {
    message: "a share is answered by a number from 0 to 100; set kind to number",
    path: ["measures"],
  })
  .refine(({ kind, options }) => options.length > 0 === (kind === "choice" || kind === "many"), {
    message: "needs options for the kinds choice and many, and none for the others",
    path: ["options"],
  })

/** Looked at as a whole by `extensionProblems`, which names the definition and the field. */
const definitions = <T>() => z.array(z.custom<T>()).default([])

const counted = z.enum(["included", "excluded"], 'must be "included" or "excluded"')

const STAGGER = "must be a whole number from 0 to 720"

export const optionsSchema = z.strictObject({
  /** `shadow` records decisions and sends nothing; `live` sends. An option wins over the admin's switch. */
  mode: z.enum(["shadow", "live"]).optional(),
  /** Signs links, decision ids and suppression hashes. At least 32 characters; keep it out of the repository. */
  secret: z
    .string()
    .min(32, "must have at least 32 characters; make one with: openssl rand -base64 48"),
  /** Older secrets whose links still count, newest first. */
  previousSecrets: z.array(z.string().min(32)).default([]),
  /** Where shoppers shop: links in content and mails lead there. */
  storefrontUrl: webAddress("storefrontUrl").default("http://localhost:8000"),
  /** Where this Medusa answers to the world: unsubscribe links lead there. */
  publicUrl: webAddress("publicUrl").default("http://localhost:9000"),
  /** How many proxies of the shop's own stand before this Medusa; each appends to X-Forwarded-For. 0: none is believed. */
  proxies: z
    .number("must be a whole number from 0 to 10")
    .int("must be a whole number from 0 to 10")
    .min(0, "must be a whole number from 0 to 10")
    .max(10, "must be a whole number from 0 to 10")
    .default(1),
  /** Hosts besides the storefront's that content and mails may link to or show images from. */
  allowedHosts: z
    .array(
      z.string().regex(/^[a-z0-9.-]+(:\d+)?$/i, "must be a host name such as cdn.shop.example")
    )
    .default([]),
  sender: z
    .strictObject({
      name: z.string().min(1),
      email: z.string().regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, "must be an e-mail address"),
      postalAddress: z.string().min(1),
      replyTo: z
        .string()
        .regex(/^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/, "must be an e-mail address")
        .optional(),
    })
    .optional(),
  /**
   * Addresses of the shop's own to which an automation may send copies of its mails. Here and not in the admin: whoever writes an
   * automation must not be able to send what customers get to an address of their choice.
   */
  copies: z
    .array(
      z
        .string()
        .regex(
          /^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+$/,
          "must be an e-mail address of the shop's own"
        )
    )
    .max(20, "must be at most 20 addresses")
    .refine((list) => distinct(list, (one) => one.toLowerCase()), {
      message: "gives an address twice",
    })
    .default([]),
  timeZone: timeZone.default("UTC"),
  locale: z.enum(["en", "es", "pt"]).default("en"),
  consent: z
    .strictObject({
      /** Whether customers may get marketing mail until they say no (`soft_opt_in`), or only after they agreed. */
      basis: z.enum(["opt_in", "soft_opt_in"]).default("opt_in"),
      /** Whether a consent that was given without a login counts only once a link in a mail has confirmed it. */
      doubleOptIn: z.boolean().default(false),
      /** For how many whole months after the last purchase the soft opt-in lasts. */
      purchaseMonths: wholeFrom1(120).default(24),
      /** For how many whole months an inquiry counts as consent, where the shop records inquiries. */
      inquiryMonths: wholeFrom1(24).default(6),
      /** The words that storefront and checkout show, by the `text_version` that they hand in and by language; archived when used. */
      texts: z
        .array(
          z.strictObject({
            version: z.string().min(1).max(200),
            locale: z.enum(["en", "es", "pt"]),
            text: z.string().min(1).max(10_000),
          })
        )
        .max(1000)
        .default([]),
    })
    .default({
      basis: "opt_in",
      doubleOptIn: false,
      purchaseMonths: 24,
      inquiryMonths: 6,
      texts: [],
    }),
  /** From which age marketing and profiling may be for somebody, by country; `default` where none is named. */
  minors: z
    .strictObject({
      ages: z
        .record(
          z
            .string()
            .regex(/^([a-z]{2}|default)$/, "must be two small letters such as es, or default"),
          wholeFrom1(30)
        )
        .default({ default: 18 }),
      /** What counts for somebody whose birth date is not known. */
      unknown: z.enum(["adult", "minor"]).default("adult"),
      /** Where a customer's metadata in Medusa has the birth date, written as 2010-02-28. */
      metadataKey: z.string().min(1).max(100).default("birth_date"),
    })
    .default({ ages: { default: 18 }, unknown: "adult", metadataKey: "birth_date" }),
  /** What is said beside a personalised price, by country (`default` elsewhere), each in three languages; ours where nothing is said. */
  priceDisclosures: z
    .record(
      z.string().regex(/^([a-z]{2}|default)$/, "must be two small letters such as us, or default"),
      z.strictObject({
        en: z.string().min(1).max(500),
        es: z.string().min(1).max(500),
        pt: z.string().min(1).max(500),
      })
    )
    .default({}),
  tiers: tierPolicySchema.partial().optional(),
  /** What counts of an order of Medusa's beside its goods, in all that is made of purchases. Changed, all orders are taken over anew. */
  value: z
    .strictObject({ tax: counted.default("included"), shipping: counted.default("included") })
    .default({ tax: "included", shipping: "included" }),
  /** What a storefront may report beside the built-in events, as `wishlist_opened`. */
  behaviour: z
    .strictObject({
      events: z
        .array(
          z
            .string()
            .regex(/^[a-z][a-z0-9_]{0,59}$/, "must be lower case letters, digits and underscores")
        )
        .max(200)
        .default([]),
    })
    .default({ events: [] }),
  gpc: z
    .strictObject({
      /** Whether Global Privacy Control also objects to profiling; it always opts out of sharing. */
      profiling: z.boolean().default(true),
    })
    .default({ profiling: true }),
  retention: z
    .strictObject({
      /** Behaviour events are kept for so many whole months beside the running one. */
      behaviourMonths: z.int("must be a whole number from 1 to 120").min(1).max(120).default(13),
      /** Attempts at a provider, once their delivery has come to its end. */
      attemptDays: z.int("must be a whole number from 1 to 3650").min(1).max(3650).default(90),
      /** Decisions with their deliveries and coupons, exposures, and the events that led to them. */
      decisionMonths: z.int("must be a whole number from 1 to 120").min(1).max(120).default(24),
      /** What messages looked like when they were sent; 0 keeps none. */
      messageDays: z.int("must be a whole number from 0 to 3650").min(0).max(3650).default(90),
    })
    .default({ behaviourMonths: 13, attemptDays: 90, decisionMonths: 24, messageDays: 90 }),
  renewals: z
    .strictObject({
      /** Notices and charges that come due at one moment are spread over so many minutes; 0 for none. */
      staggerMinutes: z.int(STAGGER).min(0, STAGGER).max(720, STAGGER).default(0),
    })
    .default({ staggerMinutes: 0 }),
  /** How often a person may be interrupted, over all automations; `[]` for no limit. Two a day and five a week. */
  caps: z.array(capSchema).max(10).optional(),
  /** When nobody is interrupted, in each person's own zone; null for never quiet. From 21:00 to 08:00. */
  quietHours: quietHoursSchema.nullable().optional(),
  /**
   * How often a person may get a discount for leaving a cart; leaving again brings a reminder without one. Once in 90 days, and
   * never to whoever made two purchases of a year, and every other one, with such a discount.
   */
  recoveryDiscounts: recoveryPolicySchema.optional(),
  /** When a coupon's code that others try is revoked and its owner gets a new one; null for never. Ten attempts in an hour. */
  leakRadar: leakPolicySchema.nullable().optional(),
  /** Hours within which the shop wants to answer what went wrong for a customer; a day. */
  answerHours: answerHoursSchema.optional(),
  /** Percent of people who get nothing but service, always the same ones, so that all of Kairos can be measured. None. */
  holdoutPercent: holdoutSchema.optional(),
  /** Messages per second that a channel's provider takes, in the whole installation; ten where nothing is said. */
  sendRate: z.record(z.string(), z.number().positive().max(1000)).default({}),
  /** What shoppers choose beside their consents: topics to hear about, and answers to the shop's own questions. */
  preferences: z
    .strictObject({
      topics: namedSchema.default([]),
      questions: z
        .array(questionSchema)
        .max(20)
        .refine((list) => distinct(list, ({ key }) => key), { message: "gives a key twice" })
        .refine((list) => list.filter(({ measures }) => measures !== undefined).length <= 1, {
          message: "two questions measure the share of wallet; let one of them do it",
        })
        .default([]),
    })
    .default({ topics: [], questions: [] }),
  /** SendGrid: how mails are sent by our provider, and how its reports are verified (docs/email-providers.md). */
  sendgrid: sendgridSchema.optional(),
  /** Whether the shop's own e-mail provider sends `provider_data.headers`, where its class does not say so itself. */
  emailHeaders: z.boolean().optional(),
  /** Where refusals and erasures are written down outside of the database, so that a restored backup cannot forget them. */
  journal: journalSchema.optional(),
  /** Named prepared statements; turn off behind a pooler in transaction mode. */
  preparedStatements: z.boolean().default(true),
  triggers: definitions<TriggerDefinition>(),
  facts: definitions<FactDefinition>(),
  actions: definitions<ActionDefinition>(),
  channels: definitions<ChannelDefinition>(),
})

const BUILT_IN = {
  triggers: TRIGGERS.map(({ code }) => code),
  facts: FACTS.map(({ code }) => code),
  actions: ACTIONS.map(({ code }) => code),
  channels: CHANNELS.map(({ code }) => code),
}

export type KairosOptions = z.input<typeof optionsSchema>
export type ResolvedOptions = z.output<typeof optionsSchema>

/**
 * Checks the plugin's options and fills in the defaults.
 * @throws Error that names every wrong option, what was expected and the fix; it stops the boot.
 */
export function resolveOptions(input: unknown): ResolvedOptions {
  // Medusa adds `database` to what it hands to a module's loader and service.
  const { database: _database, ...own } = (input ?? {}) as Record<string, unknown>
  // Without its input an issue does not tell what is missing from what is of another kind.
  const result = optionsSchema.safeParse(own, { reportInput: true })
  const lines = result.success
    ? extensionProblems(result.data, BUILT_IN)
    : result.error.issues.map((issue) => describeIssue(issue))
  if (!result.success || lines.length > 0) {
    throw new Error(`kairos: ${lines.join("; ")}`)
  }
  return result.data
}

function describeIssue(issue: z.core.$ZodIssue): string {
  if (issue.code === "unrecognized_keys") {
    return issue.keys
      .map((key) => unknownOption([...issue.path.map(String), key].join(".")))
      .join("; ")
  }
  const path = issue.path.join(".")
  const missing = issue.code === "invalid_type" && issue.input === undefined
  return `option "${path}" ${missing ? `is missing (expected ${issue.expected})` : `is wrong: ${issue.message}`}`
}

function unknownOption(key: string): string {
  const near = nearest(key, Object.keys(optionsSchema.shape))
  return `option "${key}" is unknown${near === null ? "" : `; did you mean "${near}"?`}`
}
