import type { Catalog, ActionDefinition, ChannelDefinition, FactDefinition, TriggerDefinition } from "../core/catalog/definitions"

const TRIGGERS: readonly TriggerDefinition[] = []
const FACTS: readonly FactDefinition[] = []
const ACTIONS: readonly ActionDefinition[] = []
const CHANNELS: readonly ChannelDefinition[] = []

export type CatalogExtensions = {
  readonly triggers: readonly TriggerDefinition[]
  readonly facts: readonly FactDefinition[]
  readonly actions: readonly ActionDefinition[]
  readonly channels: readonly ChannelDefinition[]
}

/** The built-in catalog and what the shop adds; a shop's definition may not take a built-in code. */
export function mergeCatalog(own: CatalogExtensions): Catalog {
  return {
    triggers: byCode("trigger", TRIGGERS, own.triggers),
    facts: byCode("fact", FACTS, own.facts),
    actions: byCode("action", ACTIONS, own.actions),
    channels: byCode("channel", CHANNELS, own.channels),
  }
}

function byCode<T extends { readonly code: string }>(kind: string, builtIn: readonly T[], own: readonly T[]): ReadonlyMap<string, T> {
  const map = new Map(builtIn.map((definition) => [definition.code, definition]))
  for (const definition of own) {
    if (map.has(definition.code)) {
      throw new Error(`kairos: ${kind} "${definition.code}" exists already; give yours another code`)
    }
    map.set(definition.code, definition)
  }
  return map
}
