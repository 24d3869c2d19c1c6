import type { TriggerDefinition } from "../core/catalog/definitions"
import { TRIGGERS } from "./index"

type Configured = { readonly resolve?: unknown; readonly options?: unknown }

/** The parts of Medusa's configuration in which a plugin's options may stand. */
export type ConfigWithOptions = {
  readonly plugins?: readonly (string | Configured)[]
  readonly modules?: Readonly<Record<string, unknown>>
}

/**
 * Medusa's events that some trigger listens to, the built-in ones and a shop's own. Computed from the configuration
 * because a subscriber's list is read when its file is imported, before any service exists; never `*`, which would
 * receive every event of every module.
 */
export function triggerEvents(config: ConfigWithOptions): string[] {
  const own = optionsIn(config).flatMap((options) => options.triggers ?? [])
  return [
    ...new Set(
      [...TRIGGERS, ...own].flatMap(({ source }) => (source.kind === "event" ? [source.name] : []))
    ),
  ]
}

function optionsIn(config: ConfigWithOptions): { triggers?: readonly TriggerDefinition[] }[] {
  const configured = [...(config.plugins ?? []), ...Object.values(config.modules ?? {})]
  return configured.flatMap((entry) => {
    const options =
      typeof entry === "object" && entry !== null ? (entry as Configured).options : undefined
    const triggers = (options as { triggers?: unknown } | undefined)?.triggers
    return Array.isArray(triggers) ? [{ triggers: triggers as readonly TriggerDefinition[] }] : []
  })
}
