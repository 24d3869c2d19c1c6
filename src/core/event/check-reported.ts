import { normaliseEmail } from "../identity/email"
import { instantProblem } from "../text/instant"
import { nearest } from "../text/nearest"
import { unstorable } from "../text/storable"

/** An event that another system reports about a customer. */
export type ReportedEvent = {
  readonly id: string
  readonly name: string
  readonly customer_id: string | null
  /** Normalised. */
  readonly email: string | null
  readonly occurred_at: Date
  readonly properties: Readonly<Record<string, string | number | boolean | null>>
}

export const REPORT_LIMITS = { events: 100, properties: 50, text: 500, future_minutes: 5 } as const

/** What other systems may report of any shop, beside the events of its own triggers. */
export const SERVICE_EVENTS = [
  "subscription.used",
  "product.reviewed",
  "service.incident",
  "service.answered",
  "service.resolved",
  "customer.referred",
] as const
export type ServiceEvent = ReportedEvent & { readonly name: (typeof SERVICE_EVENTS)[number] }

export const isServiceEvent = (event: ReportedEvent): event is ServiceEvent =>
  (SERVICE_EVENTS as readonly string[]).includes(event.name)

type Fields = Readonly<Record<string, unknown>>

const FIELDS = ["id", "name", "customer_id", "email", "occurred_at", "properties"]
const ID = /^[A-Za-z0-9_:.-]{1,200}$/
const KEY = /^(?!constructor$|prototype$)[A-Za-z]\w{0,59}$/

/**
 * Checks one event of a report.
 * @param names the events that some trigger listens to
 * @returns the event, or what is wrong with it and how to write it
 */
export function checkReported(
  input: unknown,
  { names, now }: { readonly names: ReadonlySet<string>; readonly now: string }
): ReportedEvent | string {
  if (typeof input !== "object" || input === null || Array.isArray(input)) {
    return "expected an object such as { id, name, customer_id, occurred_at, properties }"
  }
  const fields = input as Fields
  const { id, name, customer_id = null, email = null, occurred_at, properties = {} } = fields
  const problem =
    unknownField(fields) ??
    (typeof id === "string" && ID.test(id)
      ? null
      : "id: expected 1 to 200 letters, digits, hyphens, dots, colons or underscores") ??
    nameProblem(name, names) ??
    personProblem(customer_id, email) ??
    timeProblem(occurred_at, now) ??
    propertiesProblem(properties)
  return (
    problem ?? {
      id: id as string,
      name: name as string,
      customer_id: customer_id as string | null,
      email: email === null ? null : normaliseEmail(email as string),
      occurred_at: new Date(occurred_at as string),
      properties: properties as ReportedEvent["properties"],
    }
  )
}

function unknownField(fields: Fields): string | null {
  const strange = Object.keys(fields).find((key) => !FIELDS.includes(key))
  return strange === undefined
    ? null
    : `${strange.slice(0, 60)}: is not a known field; put it into properties`
}

function nameProblem(name: unknown, names: ReadonlySet<string>): string | null {
  if (typeof name === "string" && names.has(name)) {
    return null
  }
  const near = typeof name === "string" ? nearest(name.slice(0, 80), names) : null
  const known = names.size === 0 ? "the shop has none yet" : [...names].join(", ")
  return near === null
    ? `name: expected an event of a trigger of the shop's own (${known}); add one by the option triggers`
    : `name: is unknown; did you mean "${near}"?`
}

function personProblem(customerId: unknown, email: unknown): string | null {
  if (customerId === null && email === null) {
    return "customer_id: is required, or else email: who the event is about"
  }
  if (customerId !== null && (typeof customerId !== "string" || !ID.test(customerId))) {
    return "customer_id: expected the id of a customer such as cus_01…"
  }
  return email === null || (typeof email === "string" && normaliseEmail(email) !== null)
    ? null
    : "email: expected an e-mail address such as ana@shop.example"
}

function timeProblem(at: unknown, now: string): string | null {
  const problem = instantProblem(at)
  if (problem !== null) {
    return `occurred_at: ${problem}`
  }
  const ahead = Date.parse(at as string) - Date.parse(now)
  return ahead > REPORT_LIMITS.future_minutes * 60_000
    ? `occurred_at: lies more than ${REPORT_LIMITS.future_minutes} minutes ahead; check the clock that it comes from`
    : null
}

function propertiesProblem(input: unknown): string | null {
  if (typeof input !== "object" || input === null || Array.isArray(input)) {
    return "properties: expected an object such as { satisfaction: 5 }"
  }
  const entries = Object.entries(input as Fields)
  if (entries.length > REPORT_LIMITS.properties) {
    return `properties: has ${entries.length} entries, expected at most ${REPORT_LIMITS.properties}`
  }
  for (const [key, value] of entries) {
    if (!KEY.test(key)) {
      return `properties: the key "${key.slice(0, 60)}" is not allowed; use letters, digits and underscores`
    }
    const problem = valueProblem(value)
    if (problem !== null) {
      return `properties.${key}: ${problem}`
    }
  }
  return null
}

function valueProblem(value: unknown): string | null {
  if (typeof value === "string") {
    return value.length > REPORT_LIMITS.text
      ? `has ${value.length} characters, expected at most ${REPORT_LIMITS.text}`
      : unstorable(value)
  }
  const fits =
    value === null ||
    typeof value === "boolean" ||
    (typeof value === "number" && Number.isFinite(value))
  return fits ? null : "expected a text, a number, true, false or null"
}
