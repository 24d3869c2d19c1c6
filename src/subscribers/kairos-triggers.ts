import { configManager } from "@medusajs/framework/config"
import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { ingestEvents } from "../workflows/ingest/ingest-events"
import { occurrencesOf } from "../workflows/ingest/occurrences"
import { watchSchedule } from "../workflows/schedule/own-clock"
import { givingWay } from "../workflows/support/give-way"
import { databaseNow } from "../workflows/support/database-now"
import { type Runtime, runtimeOf } from "../workflows/support/runtime"
import { triggerEvents } from "../catalog/trigger-events"

/** Medusa's event bus is a hint that may be lost: this only writes the inbox row that the sweep would write, too. */
export default async function kairosTriggers({
  event,
  container,
}: SubscriberArgs<Record<string, unknown>>): Promise<void> {
  const runtime = runtimeOf(container)
  watchSchedule(runtime)
  await runtime.automation.letEnd(take(runtime, event))
}

/** When it happened is said by the database, as everywhere: a machine whose clock is wrong would make events too old. */
async function take(runtime: Runtime, event: SubscriberArgs<Record<string, unknown>>["event"]) {
  // It often comes from a cart whose answer is still being written. A process that dies meanwhile has the sweep.
  await givingWay()()
  const triggers = runtime.catalog.triggers.values()
  await ingestEvents(runtime, occurrencesOf(triggers, event, await databaseNow(runtime.knex)))
}

export const config: SubscriberConfig = {
  event: triggerEvents(configManager.config),
  context: { subscriberId: "kairos-triggers" },
}
