import { AsyncLocalStorage } from "node:async_hooks"
import type { Logger } from "@medusajs/framework/types"

/** What a line of the log belongs to; ids alone, never who somebody is. */
export type Correlation = {
  readonly request_id?: string
  readonly job?: string
  readonly event_id?: string
  readonly delivery_id?: string
}

const storage = new AsyncLocalStorage<Correlation>()

/** Everything that `work` logs, however deep below, says what it belongs to. */
export function correlated<T>(fields: Correlation, work: () => T): T {
  return storage.run({ ...storage.getStore(), ...fields }, work)
}

/** Ids of events hold names and ids of Medusa's; what else somebody reported stays out of the line's syntax. */
const readable = (value: string): string => value.replaceAll(/[^\w.:@-]/g, "_").slice(0, 200)

function suffix(): string {
  return Object.entries(storage.getStore() ?? {})
    .map(([name, value]) => ` ${name}=${readable(value)}`)
    .join("")
}

const SAID = ["error", "warn", "info"] as const

/** Medusa's logger, whose lines of ours end with `name=value` for each of the fields: a search finds all of one request. */
export function correlatedLogger(logger: Logger): Logger {
  const ours = Object.create(logger) as Logger
  for (const level of SAID) {
    ours[level] = ((message: unknown, ...rest: never[]) =>
      (logger[level] as (...args: unknown[]) => void)(
        typeof message === "string" ? message + suffix() : message,
        ...rest
      )) as never
  }
  return ours
}
