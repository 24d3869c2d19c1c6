import { MedusaError } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import type { Checked, Problem } from "../../core/result"
import { describeIssue } from "./describe-issue"

/**
 * Checks a body or a query against its schema.
 * @throws MedusaError (400) that names every wrong field, what was expected and what was there
 */
export function validated<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const given = input ?? {}
  const result = schema.safeParse(given)
  if (result.success) {
    return result.data
  }
  throw badRequest(result.error.issues.flatMap((issue) => describeIssue(issue, given)))
}

/** Unwraps what the core checked. @throws MedusaError (400) with all problems */
export function accepted<T>(checked: Checked<T>): T {
  if (checked.ok) {
    return checked.value
  }
  throw badRequest(checked.problems)
}

export function badRequest(problems: readonly Problem[]): MedusaError {
  return new MedusaError(
    MedusaError.Types.INVALID_DATA,
    problems.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`)).join("; ")
  )
}

export function notFound(what: string, id: string): MedusaError {
  return new MedusaError(MedusaError.Types.NOT_FOUND, `${what} "${id.slice(0, 100)}" was not found`)
}

/**
 * A 409 whose sentence reaches the client: of a MedusaError of type conflict Medusa's error handler keeps only the
 * status, and tells everybody to retry with an idempotency key. This is the shape that it passes on with its message,
 * as the body `{ type: "conflict", message }`.
 */
export function conflict(message: string): Error {
  return Object.assign(new Error(message), { status: 409, statusCode: 409, expose: true })
}

/** `offset` and `limit` of every list. */
export const pageSchema = {
  offset: z.coerce.number("expected a whole number from 0").int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number("expected a whole number from 1 to 100").int().min(1).max(100).default(20),
}

/** An id of Medusa's or ours: no slash, no dot, no percent sign, so that it is nothing but an id. */
export const idSchema = z.string().regex(/^[A-Za-z0-9_:-]{1,200}$/, "is not an id")

/** `from` and `to` of a list are in their order. */
export const inOrder = ({ from, to }: { from?: string | undefined; to?: string | undefined }) =>
  from === undefined || to === undefined || Date.parse(from) <= Date.parse(to)

export const NOT_IN_ORDER = {
  path: ["from"],
  message: "is after to; exchange them, or leave one out",
}

/** An instant with its zone. */
export const instantSchema = z.iso.datetime({
  offset: true,
  error: "expected a time with zone such as 2026-03-02T10:15:00Z",
})
