import { TRIGGERS } from "../../catalog"
import type { TriggerDefinition } from "../../core/catalog/definitions"
import {
  checkReported,
  isServiceEvent,
  type ReportedEvent,
  SERVICE_EVENTS,
} from "../../core/event/check-reported"
import type { NewEvent } from "../../core/event/event"
import { customersOfPerson, hasCustomer } from "../../read-models/customers-of-person"
import type { Runtime } from "../support/runtime"
import { ingestEvents } from "./ingest-events"
import { occurrencesOf } from "./occurrences"
import { takeServiceEvent } from "./service-events"

export type ReportReceipt = {
  readonly accepted: number
  readonly duplicates: number
  readonly rejected: readonly { readonly index: number; readonly message: string }[]
}

/**
 * Takes events that other systems report: use and complaints of any shop, and those that a trigger of the shop's own listens to.
 * Each is checked by itself, and one that came before changes nothing. Medusa's own events come from Medusa alone.
 */
export async function reportEvents(
  runtime: Runtime,
  inputs: readonly unknown[]
): Promise<ReportReceipt> {
  const triggers = ownTriggers(runtime)
  const names = new Set<string>([
    ...SERVICE_EVENTS,
    ...triggers.flatMap(({ source }) => (source.kind === "event" ? [source.name] : [])),
  ])
  const now = runtime.clock.now().toISOString()
  const rejected: { index: number; message: string }[] = []
  const taken: (readonly NewEvent[])[] = []
  const served = { fresh: 0, known: 0 }
  for (const [index, input] of inputs.entries()) {
    const checked = checkReported(input, { names, now })
    const rows = typeof checked === "string" ? checked : await takenOf(runtime, triggers, checked)
    if (rows === "fresh" || rows === "known") {
      served[rows] += 1
    } else if (typeof rows === "string") {
      rejected.push({ index, message: rows })
    } else {
      taken.push(rows)
    }
  }
  const fresh = new Set(await ingestEvents(runtime, distinct(taken.flat())))
  // Of an event that stands twice in a batch the first is new.
  const accepted = taken.filter((rows) =>
    rows.map(({ id }) => fresh.delete(id)).some((isNew) => isNew)
  )
  return {
    accepted: accepted.length + served.fresh,
    duplicates: taken.length - accepted.length + served.known,
    rejected,
  }
}

const BUILT_IN = new Set(TRIGGERS.map(({ code }) => code))

const ownTriggers = ({ catalog }: Runtime): readonly TriggerDefinition[] =>
  [...catalog.triggers.values()].filter(
    ({ code, source }) => source.kind === "event" && !BUILT_IN.has(code)
  )

/** Rows for the inbox; `fresh` or `known` for what was taken note of already; or what is wrong with it. */
async function takenOf(
  runtime: Runtime,
  triggers: readonly TriggerDefinition[],
  event: ReportedEvent
): Promise<readonly NewEvent[] | string> {
  const stranger = await strangerProblem(runtime, event)
  if (stranger !== null) {
    return stranger
  }
  if (isServiceEvent(event)) {
    const receipt = await takeServiceEvent(runtime, event)
    return typeof receipt === "string" ? receipt : receipt.problem
  }
  return rowsOf(triggers, event)
}

function rowsOf(
  triggers: readonly TriggerDefinition[],
  event: ReportedEvent
): readonly NewEvent[] | string {
  const { name, id, customer_id, email, occurred_at, properties } = event
  const data = { ...properties, id, customer_id, email }
  try {
    const rows = occurrencesOf(triggers, { name, data }, occurred_at)
    return rows.length === 0
      ? "name: the trigger's own `occurrence` says that this is none"
      : rows.map((row) => ({ ...row, source: "api" as const }))
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** An event about nobody would wait for its customer and end as a dead letter. */
async function strangerProblem(
  { knex }: Runtime,
  { customer_id, email }: ReportedEvent
): Promise<string | null> {
  if (customer_id !== null) {
    return (await hasCustomer(knex, customer_id))
      ? null
      : "customer_id: there is no such customer in this shop"
  }
  return (await customersOfPerson(knex, email ?? "")).length > 0
    ? null
    : "email: no customer of this shop has this address"
}

const distinct = (events: readonly NewEvent[]): readonly NewEvent[] => [
  ...new Map(events.map((event) => [event.id, event] as const)).values(),
]
