import type { ArgResponse } from "../../../types"

type Args = Readonly<Record<string, unknown>>

/** What a new action or trigger starts with; a default of null is one. */
export const defaultArgs = (args: readonly ArgResponse[]): Args =>
  Object.fromEntries(
    args
      .filter((arg) => arg.default !== undefined || arg.type === "boolean")
      .map((arg) => [arg.key, arg.default === undefined ? false : arg.default])
  )
