import type { NewDecision } from "../../modules/kairos-automation/decisions"
import type { NewExposure } from "../../modules/kairos-automation/exposures"
import type { NewEvent } from "../../core/event/event"
import { keyOf } from "../../modules/kairos-automation/ids"
import type { Runtime } from "../support/runtime"
import type { SealedDecision } from "./sealed-decision"

type Outcome = "shown" | "clicked" | "dismissed"
type Item = {
  readonly decisions: readonly NewDecision[]
  readonly exposure: NewExposure
  readonly event: NewEvent | null
}
type Buffer = { items: Item[]; timer: NodeJS.Timeout | null; writing: Promise<void> }

const FLUSH_MS = 300
const FLUSH_AT = 200
/** When the database cannot take them, exposures are dropped rather than kept without end: they decide nothing. */
const BUFFER_LIMIT = 10_000

const buffers = new WeakMap<Runtime, Buffer>()

/**
 * Notes what became of content. Nothing is written on the shopper's path: exposures go to the database in batches, with
 * the decision of content that was decided on the request; clicks and dismissals come back into the inbox as events.
 */
export function recordOutcome(runtime: Runtime, sealed: SealedDecision, kind: Outcome): void {
  if (sealed.kind === "fallback") {
    return
  }
  const buffer = bufferOf(runtime)
  if (buffer.items.length < BUFFER_LIMIT) {
    buffer.items.push(itemOf(sealed, kind, runtime.clock.now()))
  }
  if (buffer.items.length >= FLUSH_AT) {
    void flushOutcomes(runtime)
  } else {
    buffer.timer ??= setTimeout(() => void flushOutcomes(runtime), FLUSH_MS).unref()
  }
}

/** Writes what is buffered; also called when the process is asked to stop. */
export async function flushOutcomes(runtime: Runtime): Promise<void> {
  const buffer = bufferOf(runtime)
  if (buffer.timer !== null) {
    clearTimeout(buffer.timer)
    buffer.timer = null
  }
  const items = buffer.items
  buffer.items = []
  if (items.length > 0) {
    buffer.writing = buffer.writing.then(() => write(runtime, items))
  }
  await buffer.writing
}

async function write(runtime: Runtime, items: readonly Item[]): Promise<void> {
  try {
    await runtime.knex.transaction(async (trx) => {
      const decisions = new Map(
        items.flatMap((item) => item.decisions.map((decision) => [decision.key, decision] as const))
      )
      await runtime.automation.decisions.insert(trx, [...decisions.values()])
      await runtime.automation.exposures.insert(
        trx,
        distinct(items.map(({ exposure }) => exposure))
      )
      await runtime.automation.inbox.insert(
        distinct(items.flatMap(({ event }) => (event === null ? [] : [event]))),
        trx
      )
    })
  } catch (error) {
    runtime.logger.warn(
      `kairos: ${items.length} exposures were lost: ${error instanceof Error ? error.name : "error"}`
    )
  }
}

function itemOf(
  sealed: Exclude<SealedDecision, { kind: "fallback" }>,
  kind: Outcome,
  now: Date
): Item {
  const decisionId = sealed.kind === "offer" ? sealed.decision_id : sealed.decision.id
  const owner = sealed.kind === "offer" ? sealed : sealed.decision
  const exposure: NewExposure = {
    id: keyOf([decisionId, sealed.placement, kind]),
    decision_id: decisionId,
    automation_id: owner.automation_id,
    customer_id: owner.customer_id,
    placement: sealed.placement,
    kind,
    occurred_at: now,
  }
  return {
    decisions: [
      ...(sealed.kind === "requested" ? [sealed.decision] : []),
      ...(kind === "shown" ? (sealed.outranked ?? []) : []),
    ],
    exposure,
    event: kind === "shown" || owner.customer_id === null ? null : eventOf(exposure),
  }
}

const eventOf = (exposure: NewExposure): NewEvent => ({
  id: `content.${exposure.kind}:${exposure.id}`,
  name: `content.${exposure.kind}`,
  entity_id: exposure.decision_id,
  customer_id: exposure.customer_id,
  source: "storefront",
  properties: { placement: exposure.placement, automation_id: exposure.automation_id },
  occurred_at: exposure.occurred_at,
})

const distinct = <T extends { readonly id: string }>(items: readonly T[]): T[] => [
  ...new Map(items.map((item) => [item.id, item])).values(),
]

function bufferOf(runtime: Runtime): Buffer {
  let buffer = buffers.get(runtime)
  if (buffer === undefined) {
    buffer = { items: [], timer: null, writing: Promise.resolve() }
    buffers.set(runtime, buffer)
    runtime.automation.onStop(() => flushOutcomes(runtime))
  }
  return buffer
}
