import { configManager } from "@medusajs/framework/config"
import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { ingestEvents } from "../workflows/ingest/ingest-events"
import { runtimeOf } from "../workflows/support/runtime"
import { triggerEvents } from "../catalog/trigger-events"

/** Medusa's event bus is a hint that may be lost: this only writes the inbox row that the sweep would write, too. */
export default async function kairosTriggers({
  event,
  container,
}: SubscriberArgs<{ id: string }>): Promise<void> {
  const runtime = runtimeOf(container)
  const triggers = [...runtime.catalog.triggers.values()].filter(
    ({ source }) => source.kind === "event" && source.name === event.name
  )
  await ingestEvents(
    runtime,
    triggers.map((trigger) => ({
      id: `${trigger.code}:${event.data.id}`,
      name: trigger.code,
      entity_id: event.data.id,
      source: "bus",
      occurred_at: runtime.clock.now(),
    }))
  )
}

export const config: SubscriberConfig = {
  event: triggerEvents(configManager.config),
  context: { subscriberId: "kairos-triggers" },
}
