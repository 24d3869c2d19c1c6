import { z } from "@medusajs/framework/zod"
import { describeIssue } from "./describe-issue"

const schema = z.strictObject({
  name: z.string(),
  count: z.number(),
  limit: z.coerce.number("expected a whole number").int(),
  kind: z.enum(["percent", "fixed"]),
  list: z
    .string()
    .transform((text) => text.split(","))
    .pipe(z.array(z.string().regex(/^[a-z]+$/, "is not a code"))),
  steps: z.array(z.strictObject({ minutes: z.number().min(0) })),
})

const GOOD = { name: "a", count: 1, limit: 1, kind: "fixed", list: "a,b", steps: [] }

const said = (input: Record<string, unknown>): string[] => {
  const body = { ...GOOD, ...input }
  const result = schema.safeParse(body)
  return (result.error?.issues ?? [])
    .flatMap((issue) => describeIssue(issue, body))
    .map(({ path, message }) => `${path}: ${message}`)
}

test.each<[Record<string, unknown>, string]>([
  [{ count: "abc" }, 'count: expected a number, got "abc"'],
  [{ count: null }, "count: expected a number, got null"],
  [{ count: undefined }, "count: is required (expected a number)"],
  [{ name: 5 }, "name: expected a string, got 5"],
  [{ name: ["a"] }, "name: expected a string, got a list"],
  [{ limit: "abc" }, 'limit: expected a whole number, got "abc"'],
  [{ steps: {} }, "steps: expected an array, got an object"],
  [{ steps: [{}] }, "steps.0.minutes: is required (expected a number)"],
  [{ list: "a,B" }, 'list.1: is not a code, got "a,B"'],
  [{ surplus: 1 }, "surplus: is not a known field; remove it"],
])("%j is answered with what was expected and what was there", (input, sentence) => {
  expect(said(input)).toEqual([sentence])
})

test("a value that is not among the known ones, or too small, is named too", () => {
  expect(said({ kind: "gratis" })[0]).toMatch(/^kind: .*"percent".*got "gratis"$/)
  expect(said({ steps: [{ minutes: -1 }] })[0]).toMatch(/^steps\.0\.minutes: .*got -1$/)
  expect(said({ count: "x".repeat(5000) })[0]?.length).toBeLessThan(120)
})
