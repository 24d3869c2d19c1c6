import type { z } from "@medusajs/framework/zod"
import type { Problem } from "../../core/result"

const SHOWN = 60

/**
 * What is wrong with one field: what was expected and what was there. The value is read from the input and not from the issue:
 * zod keeps inputs out of its issues, and where it coerces it would show what it made of them.
 */
export function describeIssue(issue: z.core.$ZodIssue, input: unknown): Problem[] {
  const path = issue.path.join(".")
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      path: [...issue.path, key].join("."),
      message: "is not a known field; remove it",
    }))
  }
  const message = plain(issue)
  const value = valueAt(input, issue.path)
  if (value === undefined) {
    return [{ path, message: issue.code === "custom" ? message : `is required (${message})` }]
  }
  return [{ path, message: judgesOneValue(issue) ? `${message}, got ${shown(value)}` : message }]
}

/** What `refine` and the like say often names the value already, or is about several fields. */
const judgesOneValue = ({ code }: z.core.$ZodIssue): boolean => code !== "custom"

/** Zod's own sentence speaks of "input"; ours, where the schema has one, stays as it is. */
function plain({ message }: z.core.$ZodIssue): string {
  const expected = /^Invalid input: expected (\w+), received/.exec(message)?.[1]
  if (expected === undefined) {
    return message
  }
  return `expected ${/^[aeiou]/.test(expected) ? "an" : "a"} ${expected}`
}

/** A text that the schema takes apart (a comma list) is shown whole: its parts are not in the input. */
function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => {
    if (typeof value !== "object" || value === null) {
      return value
    }
    return Object.hasOwn(value, key) ? (value as Record<PropertyKey, unknown>)[key] : undefined
  }, input)
}

function shown(value: unknown): string {
  if (typeof value === "object" && value !== null) {
    return Array.isArray(value) ? "a list" : "an object"
  }
  const text = JSON.stringify(value) ?? String(value)
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text
}
