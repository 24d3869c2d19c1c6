import { FACT_TYPES } from "../condition/condition"
import { CHANNELS } from "../consent/consent"
import { checkCouponTerms } from "../coupon/terms"
import { nearest } from "../text/nearest"

type Fields = Readonly<Record<string, unknown>>
type Report = (field: string, message: string) => void
type Kind = "trigger" | "fact" | "action" | "channel"

/** A shop's own definitions as they stand in the options: nothing about them is certain yet. */
export type Extensions = {
  readonly triggers: readonly unknown[]
  readonly facts: readonly unknown[]
  readonly actions: readonly unknown[]
  readonly channels: readonly unknown[]
}

/** The built-in codes of each kind. */
export type TakenCodes = Readonly<Record<keyof Extensions, readonly string[]>>

const LISTS: readonly (readonly [keyof Extensions, Kind])[] = [
  ["triggers", "trigger"],
  ["facts", "fact"],
  ["actions", "action"],
  ["channels", "channel"],
]

const PARTS = [
  "event",
  "order",
  "cart",
  "customer",
  "profile",
  "subscription",
  "contact",
  "session",
  "behaviour",
] as const
const PROVIDED = PARTS.filter((part) => part !== "event" && part !== "contact")
const LANGUAGES = { en: "English", es: "Spanish", pt: "Brazilian Portuguese" } as const
const CODE = /^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$/

/**
 * What is wrong with a shop's own definitions, each with the definition, the field and the fix. They are functions and data
 * that somebody wrote, maybe without types; a mistake should stop the boot and not the first customer's message.
 */
export function extensionProblems(own: Extensions, taken: TakenCodes): readonly string[] {
  const channels = [...taken.channels, ...own.channels.map((channel) => codeOf(channel) ?? "")]
  return LISTS.flatMap(([list, kind]) => {
    const seen = new Set<string>()
    return own[list].flatMap((definition, index) => {
      const problems: string[] = []
      const code = codeOf(definition)
      const name = code === null ? `${list}[${index}]` : `${kind} "${code}"`
      const report: Report = (field, message) => problems.push(`${name}: ${field} ${message}`)
      if (typeof definition !== "object" || definition === null) {
        return [`${name}: must be an object, made with define${capital(kind)}(…)`]
      }
      checkCode(code, { kind, seen, taken: taken[list] }, report)
      checkText((definition as Fields).label, "label", report)
      CHECKS[kind](definition as Fields, report, channels)
      return problems
    })
  })
}

const codeOf = (definition: unknown): string | null => {
  const code = (definition as Fields | null | undefined)?.code
  return typeof code === "string" && code !== "" ? code : null
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

function checkCode(
  code: string | null,
  { kind, seen, taken }: { kind: Kind; seen: Set<string>; taken: readonly string[] },
  report: Report
): void {
  if (code === null || !CODE.test(code)) {
    report(
      "code",
      'must be words of small letters, digits and underscores with dots between, such as "support.ticket_closed"'
    )
    return
  }
  if (taken.includes(code)) {
    report("code", `is built into Kairos; give your ${kind} another one`)
  }
  // A template writes the code of a fact with underscores alone.
  const name = kind === "fact" ? code.replaceAll(".", "_") : code
  if (seen.has(name)) {
    report("code", `stands there twice; give each ${kind} its own`)
  }
  seen.add(name)
}

function checkText(value: unknown, field: string, report: Report): void {
  const texts = (typeof value === "object" && value !== null ? value : {}) as Fields
  const missing = Object.entries(LANGUAGES).filter(([language]) => {
    const text = texts[language]
    return typeof text !== "string" || text.trim() === ""
  })
  for (const [language, name] of missing) {
    report(`${field}.${language}`, `is missing; write it in ${name}`)
  }
}

function checkFunction(fields: Fields, field: string, required: boolean, report: Report): void {
  const value = fields[field]
  if (typeof value !== "function" && (required || value !== undefined)) {
    report(field, `${value === undefined ? "is missing" : "must be a function"}; ${WRITE[field]}`)
  }
}

const WRITE: Readonly<Record<string, string>> = {
  address_of: "write (subject) => the address on this channel, or null",
  channelOf: "write (args) => the code of a channel",
  check: "write (args) => a list of { path, message }",
  execute: "write async (run) => what it does",
  matches: "write (event, args) => true or false",
  occurrence: "write (data) => ({ id, customer_id, properties }), or null",
  open_since: "write (event) => a time in ISO 8601, or null",
  read: "write (subject) => the value, or undefined where it is not known",
  sentence: "write (args) => ({ en, es, pt })",
  write: "write (message) => the text",
}

function checkOneOf(
  value: unknown,
  allowed: readonly string[],
  field: string,
  report: Report
): void {
  if (typeof value === "string" && allowed.includes(value)) {
    return
  }
  const near = typeof value === "string" ? nearest(value.slice(0, 80), allowed) : null
  const what = value === undefined ? "is missing" : `is ${JSON.stringify(value)}`
  const hint = near === null ? `use one of ${allowed.join(", ")}` : `did you mean "${near}"?`
  report(field, `${what}; ${hint}`)
}

const CHECKS: Readonly<
  Record<Kind, (fields: Fields, report: Report, channels: readonly string[]) => void>
> = {
  trigger: checkTrigger,
  fact: checkFact,
  action: checkAction,
  channel: checkChannel,
}

function checkTrigger(fields: Fields, report: Report): void {
  checkText(fields.description, "description", report)
  if (fields.told !== undefined) {
    checkText(fields.told, "told", report)
  }
  const source = (fields.source ?? {}) as Fields
  if (source.kind !== "event") {
    report("source", 'must be { kind: "event", name }; emit that event where it happens')
  } else if (typeof source.name !== "string" || !/^[^\s*]+$/.test(source.name)) {
    report(
      "source.name",
      'must be the name of one event of the bus, such as "support.ticket_closed"'
    )
  }
  checkArgs(fields.args, report)
  const provides = fields.provides
  if (!Array.isArray(provides)) {
    report("provides", `must be a list of parts; use ["customer", "profile"] or []`)
  } else {
    provides.forEach((part, i) => checkOneOf(part, PROVIDED, `provides[${i}]`, report))
  }
  if (typeof fields.max_age_hours !== "number" || !(fields.max_age_hours > 0)) {
    report("max_age_hours", "must be a number above 0, such as 48")
  }
  for (const field of ["check", "matches", "occurrence", "open_since"]) {
    checkFunction(fields, field, false, report)
  }
  const sample = fields.sample as Fields | null | undefined
  if (sample?.name !== fields.code) {
    report("sample", "must be an event whose name is the trigger's code; previews are made of it")
  }
}

function checkFact(fields: Fields, report: Report): void {
  checkText(fields.description, "description", report)
  checkOneOf(fields.type, FACT_TYPES, "type", report)
  checkOneOf(fields.part, PARTS, "part", report)
  if (typeof fields.personal !== "boolean") {
    report(
      "personal",
      "must be true where it tells the customer's own history, which needs consent on site, else false"
    )
  }
  checkFunction(fields, "read", true, report)
}

function checkAction(fields: Fields, report: Report, channels: readonly string[]): void {
  checkText(fields.description, "description", report)
  checkOneOf(fields.makes, ["delivery", "coupon"], "makes", report)
  checkArgs(fields.args, report)
  checkFunction(fields, "sentence", true, report)
  for (const field of ["channelOf", "check", "execute"]) {
    checkFunction(fields, field, false, report)
  }
  const sample = fields.sample as Fields | undefined
  if (sample === undefined) {
    report("sample", "is missing; give arguments as they may be")
  } else if (fields.makes === "coupon") {
    const checked = checkCouponTerms(sample, "sample")
    const [problem] = checked.ok ? [] : checked.problems
    if (problem !== undefined) {
      report("sample", `is no coupon: ${problem.message}`)
    }
  } else {
    checkDelivery(fields, sample, report, channels)
  }
}

/** A delivery either does something or brings a template over a channel. */
function checkDelivery(
  fields: Fields,
  sample: Fields,
  report: Report,
  channels: readonly string[]
): void {
  const args: readonly unknown[] = Array.isArray(fields.args) ? fields.args : []
  const template = args.some((arg) => (arg as Fields | null)?.key === "template_id")
  if (fields.execute === undefined && !template) {
    report(
      "execute",
      'is missing; write what it does, or give it an argument "template_id" of type "template" to send'
    )
  }
  if (fields.execute === undefined && fields.channelOf === undefined) {
    report("channelOf", "is missing; say over which channel its template goes")
  } else if (typeof fields.channelOf === "function") {
    checkOneOf(
      (fields.channelOf as (args: Fields) => unknown)(sample),
      channels,
      "channelOf(sample)",
      report
    )
  }
}

const ARG_TYPES = [
  "number",
  "text",
  "boolean",
  "select",
  "money",
  "template",
  "placement",
  "product",
  "content",
]

function checkArgs(value: unknown, report: Report): void {
  if (!Array.isArray(value)) {
    report("args", "must be a list of arguments; use [] for none")
    return
  }
  value.forEach((arg: unknown, i) => {
    const fields = (typeof arg === "object" && arg !== null ? arg : {}) as Fields
    const at = `args[${i}]`
    if (typeof fields.key !== "string" || !/^[a-z][a-z0-9_]*$/.test(fields.key)) {
      report(`${at}.key`, 'must be a word of small letters and underscores, such as "points"')
    }
    checkOneOf(fields.type, ARG_TYPES, `${at}.type`, report)
    checkText(fields.label, `${at}.label`, report)
    if (typeof fields.required !== "boolean") {
      report(`${at}.required`, "must be true or false")
    }
  })
}

function checkChannel(fields: Fields, report: Report): void {
  checkOneOf(fields.consent_channel, CHANNELS, "consent_channel", report)
  if (typeof fields.obeys_quiet_hours !== "boolean") {
    report("obeys_quiet_hours", "must be true for what interrupts people, else false")
  }
  checkFunction(fields, "address_of", true, report)
  checkFunction(fields, "write", false, report)
}
