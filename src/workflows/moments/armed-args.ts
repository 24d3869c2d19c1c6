import type { Runtime } from "../support/runtime"

export type Armed<T> = {
  readonly value: T
  /** Since when the automation asks for just this; null when it never asked for anything else. */
  readonly from: Date | null
}

/**
 * What the active automations of a trigger ask for, each value once. An automation whose trigger was changed asks for the
 * new moment only from then on: whoever got its message at the old one would otherwise get it once more.
 */
export async function armedArgs<T>(
  runtime: Runtime,
  triggerCode: string,
  read: (args: Readonly<Record<string, unknown>>) => T | null
): Promise<readonly Armed<T>[]> {
  const byKey = new Map<string, Armed<T>>()
  for (const { args, from } of await runtime.automation.automations.armed(triggerCode)) {
    const value = read(args)
    if (value === null) {
      continue
    }
    const key = JSON.stringify(value)
    const known = byKey.get(key)
    byKey.set(key, { value, from: known === undefined ? from : earlier(known.from, from) })
  }
  return [...byKey.values()]
}

const earlier = (a: Date | null, b: Date | null): Date | null =>
  a === null || b === null ? null : a < b ? a : b
