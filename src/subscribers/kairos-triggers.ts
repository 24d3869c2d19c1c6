import { configManager } from "@medusajs/framework/config"
import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { ingestEvents } from "../workflows/ingest/ingest-events"
import { occurrencesOf } from "../workflows/ingest/occurrences"
import { watchSchedule } from "../workflows/schedule/own-clock"
import { runtimeOf } from "../workflows/support/runtime"
import { triggerEvents } from "../catalog/trigger-events"

/** Medusa's event bus is a hint that may be lost: this only writes the inbox row that the sweep would write, too. */
export default async function kairosTriggers({
  event,
  container,
}: SubscriberArgs<Record<string, unknown>>): Promise<void> {
  const runtime = runtimeOf(container)
  watchSchedule(runtime)
  const triggers = runtime.catalog.triggers.values()
  await runtime.automation.letEnd(
    ingestEvents(runtime, occurrencesOf(triggers, event, runtime.clock.now()))
  )
}

export const config: SubscriberConfig = {
  event: triggerEvents(configManager.config),
  context: { subscriberId: "kairos-triggers" },
}
