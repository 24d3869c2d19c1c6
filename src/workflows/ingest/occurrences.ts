import type { Occurrence, TriggerDefinition } from "../../core/catalog/definitions"
import type { NewEvent } from "../../core/event/event"

type Data = Readonly<Record<string, unknown>>
type Scalars = Readonly<Record<string, string | number | boolean | null>>

const MOST_PROPERTIES = 50
const LONGEST_TEXT = 500

/** The inbox rows of one event of the bus: one for each trigger that listens to it. */
export function occurrencesOf(
  triggers: Iterable<TriggerDefinition>,
  event: { readonly name: string; readonly data: Data },
  now: Date
): readonly NewEvent[] {
  return [...triggers]
    .filter(({ source }) => source.kind === "event" && source.name === event.name)
    .flatMap((trigger) => {
      const found = (trigger.occurrence ?? plainOccurrence)(event.data)
      return found === null ? [] : [rowOf(trigger, found, event.name, now)]
    })
}

function plainOccurrence({ id, customer_id, email, ...properties }: Data): Occurrence {
  return {
    id: id as string,
    customer_id: typeof customer_id === "string" ? customer_id : null,
    email: typeof email === "string" ? email : null,
    properties,
  }
}

function rowOf(
  { code }: TriggerDefinition,
  { id, customer_id, email, properties }: Occurrence,
  event: string,
  now: Date
): NewEvent {
  if (typeof id !== "string" || id === "") {
    throw new Error(
      `kairos: the event "${event}" has no id, so the trigger "${code}" cannot tell a repetition from a new one; put an "id" into its data or give the trigger an "occurrence"`
    )
  }
  return {
    id: `${code}:${id}`,
    name: code,
    entity_id: id,
    customer_id: customer_id ?? null,
    email: email ?? null,
    source: "bus",
    properties: scalarsOf(properties ?? {}),
    occurred_at: now,
  }
}

/** The inbox keeps what facts can read, and only so much of it. */
function scalarsOf(properties: Data): Scalars | null {
  const kept = Object.entries(properties)
    .filter((entry): entry is [string, Scalars[string]] => isScalar(entry[1]))
    .slice(0, MOST_PROPERTIES)
    .map(([key, value]) => [key, typeof value === "string" ? value.slice(0, LONGEST_TEXT) : value])
  return kept.length === 0 ? null : (Object.fromEntries(kept) as Scalars)
}

const isScalar = (value: unknown): boolean =>
  value === null ||
  typeof value === "string" ||
  typeof value === "boolean" ||
  (typeof value === "number" && Number.isFinite(value))
