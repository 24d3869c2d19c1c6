import { instantProblem } from "../text/instant"
import { unstorable } from "../text/storable"
import { BEHAVIOUR_LIMITS, type BehaviourEvent } from "./behaviour"
import { hostOf, pathOf } from "./page-address"

export type RejectedEvent = { readonly index: number; readonly message: string }

export type CheckedBehaviour = {
  readonly events: readonly BehaviourEvent[]
  readonly rejected: readonly RejectedEvent[]
}

type Properties = Readonly<Record<string, unknown>>

const FIELDS = ["id", "name", "occurred_at", "properties"]
const ID = /^[A-Za-z0-9_:.-]{1,200}$/
/** Keys that a careless merge would take for something else. */
const FORBIDDEN_KEYS = ["__proto__", "constructor", "prototype"]
const DAY = 86_400_000
const MINUTE = 60_000

/**
 * Checks each event of a batch by itself: one that cannot be kept is named with its reason and does not take the others
 * down with it.
 * @param now ISO 8601; events lie between seven days before it and five minutes after it
 */
export function checkBehaviour(
  input: readonly unknown[],
  { now, names }: { readonly now: string; readonly names: ReadonlySet<string> }
): CheckedBehaviour {
  const events: BehaviourEvent[] = []
  const rejected: RejectedEvent[] = []
  input.forEach((event, index) => {
    const message = shapeProblem(event) ?? eventProblem(event as Properties, now, names)
    if (message === null) {
      events.push(eventOf(event as Properties))
    } else {
      rejected.push({ index, message })
    }
  })
  return { events, rejected }
}

/** What may not even be looked into: depth before size, because writing a deep value as JSON overflows the stack. */
function shapeProblem(event: unknown): string | null {
  if (!isRecord(event)) {
    return "expected an object such as { id, name, occurred_at, properties }"
  }
  const { properties = {} } = event
  if (!isRecord(properties)) {
    return "properties: expected an object such as { path: '/products' }"
  }
  const strange = Object.keys(event).find((key) => !FIELDS.includes(key))
  if (strange !== undefined) {
    return `${strange.slice(0, 60)}: is not a known field; put it into properties`
  }
  const inside = walk(properties)
  if (inside !== null) {
    return `properties: ${inside}`
  }
  const bytes = Buffer.byteLength(JSON.stringify(event))
  return bytes > BEHAVIOUR_LIMITS.event_bytes
    ? `has ${bytes} bytes as JSON, expected at most ${BEHAVIOUR_LIMITS.event_bytes}`
    : null
}

/** Walks with a list of its own: a value may be nested deeper than the stack is. */
function walk(properties: Properties): string | null {
  const waiting: { readonly value: unknown; readonly depth: number }[] = [
    { value: properties, depth: 1 },
  ]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, depth } = next
    const problem = valueProblem(value, depth)
    if (problem !== null) {
      return problem
    }
    if (typeof value === "object" && value !== null) {
      Object.values(value).forEach((inner) => waiting.push({ value: inner, depth: depth + 1 }))
    }
  }
  return null
}

function valueProblem(value: unknown, depth: number): string | null {
  if (typeof value === "string") {
    return unstorable(value)
  }
  if (typeof value !== "object" || value === null) {
    return null
  }
  if (depth > BEHAVIOUR_LIMITS.depth) {
    return `is nested deeper than ${BEHAVIOUR_LIMITS.depth} levels`
  }
  const keys = Object.keys(value)
  const forbidden = keys.find((key) => FORBIDDEN_KEYS.includes(key))
  if (forbidden !== undefined) {
    return `the key "${forbidden}" is not allowed; rename it`
  }
  return keys.map(unstorable).find((problem) => problem !== null) ?? null
}

function eventProblem(event: Properties, now: string, names: ReadonlySet<string>): string | null {
  const { id, name, occurred_at, properties = {} } = event
  if (typeof id !== "string" || !ID.test(id)) {
    return "id: expected 1 to 200 letters, digits, hyphens, dots, colons or underscores"
  }
  if (typeof name !== "string" || !names.has(name)) {
    return `name: expected one of ${[...names].join(", ")}; a shop adds its own by the option behaviour.events`
  }
  const late = timeProblem(occurred_at, now)
  return late === null ? propertyProblem(name, properties as Properties) : `occurred_at: ${late}`
}

function timeProblem(at: unknown, now: string): string | null {
  const problem = instantProblem(at)
  if (problem !== null) {
    return problem
  }
  const age = Date.parse(now) - Date.parse(at as string)
  if (age > BEHAVIOUR_LIMITS.past_days * DAY) {
    return `lies more than ${BEHAVIOUR_LIMITS.past_days} days back`
  }
  return age < -BEHAVIOUR_LIMITS.future_minutes * MINUTE
    ? `lies more than ${BEHAVIOUR_LIMITS.future_minutes} minutes ahead; check the clock that it comes from`
    : null
}

/** The properties that Kairos itself reads; others are kept as they are. */
const TEXTS: Readonly<Record<string, number>> = {
  path: 2000,
  referrer: 2000,
  query: 500,
  placement: 60,
  product_id: 200,
  from_product_id: 200,
  category_id: 200,
  utm_source: 500,
  utm_medium: 500,
  utm_campaign: 500,
  utm_term: 500,
  utm_content: 500,
}
const LONGEST_SECONDS = 86_400

function propertyProblem(name: string, properties: Properties): string | null {
  for (const [key, longest] of Object.entries(TEXTS)) {
    const value = properties[key] ?? null
    if (value !== null && (typeof value !== "string" || value.length > longest)) {
      return `properties.${key}: expected a text of at most ${longest} characters`
    }
  }
  const { seconds = null, product_id = null } = properties
  if (seconds !== null && !isSeconds(seconds)) {
    return `properties.seconds: expected a number from 0 to ${LONGEST_SECONDS}`
  }
  if (name === "page_left" && seconds === null) {
    return "properties.seconds: is required for page_left: how long the page was looked at"
  }
  return name === "product_viewed" && (product_id === null || product_id === "")
    ? "properties.product_id: is required for product_viewed: the id of the product"
    : null
}

const isSeconds = (value: unknown): value is number =>
  typeof value === "number" && value >= 0 && value <= LONGEST_SECONDS

function eventOf(event: Properties): BehaviourEvent {
  const { path, referrer, product_id, from_product_id, seconds, ...rest } = (event.properties ??
    {}) as Properties
  return {
    id: event.id as string,
    name: event.name as string,
    occurred_at: new Date(event.occurred_at as string).toISOString(),
    path: pathOf(path),
    product_id: textOf(product_id),
    from_product_id: textOf(from_product_id),
    seconds: typeof seconds === "number" ? seconds : null,
    // Where somebody came from is a host; the rest of that address is another site's business.
    properties: { ...rest, ...(textOf(referrer) === null ? {} : { referrer: hostOf(referrer) }) },
  }
}

const textOf = (value: unknown): string | null =>
  typeof value === "string" && value !== "" ? value : null

const isRecord = (value: unknown): value is Properties =>
  typeof value === "object" && value !== null && !Array.isArray(value)
