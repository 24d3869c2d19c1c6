import groups from "../../../spec/condition/groups.json"
import type { ConditionGroup, Truth } from "./condition"
import { evaluateConditions } from "./evaluate"

type Sketch = {
  readonly combinator: "and" | "or"
  readonly not?: boolean
  readonly rules: readonly (string | Sketch)[]
}
type Case = {
  readonly name: string
  readonly given: { readonly leaves: Readonly<Record<string, Truth>> }
  readonly when: Sketch
  readonly then: { readonly result: Truth; readonly failing?: string | null }
}

const treeOf = (sketch: Sketch): ConditionGroup => ({
  combinator: sketch.combinator,
  ...(sketch.not === true && { not: true }),
  rules: sketch.rules.map((rule) =>
    typeof rule === "string" ? { field: rule, operator: "=", value: true } : treeOf(rule)
  ),
})

it.each((groups.cases as unknown as Case[]).map((one) => [one.name, one] as const))(
  "%s",
  (_name, { given: { leaves }, when, then }) => {
    const verdict = evaluateConditions(
      treeOf(when),
      new Map(Object.keys(leaves).map((code) => [code, { code, type: "boolean" as const }])),
      (code) => (leaves[code] === "unknown" ? undefined : leaves[code])
    )
    expect(verdict.result).toBe(then.result)
    if (then.failing !== undefined) {
      expect(verdict.failing?.field ?? null).toBe(then.failing)
    }
  }
)

it("holds without conditions, and reads nothing for it", () => {
  const read = jest.fn()
  expect(evaluateConditions(null, new Map(), read)).toEqual({
    result: true,
    trace: null,
    failing: null,
  })
  expect(read).not.toHaveBeenCalled()
})

it("compiles a tree once: what is changed in it afterwards is not seen", () => {
  const rule = { field: "a", operator: "=", value: 1 }
  const group: ConditionGroup = { combinator: "and", rules: [rule] }
  const facts = new Map([["a", { code: "a", type: "number" as const }]])
  expect(evaluateConditions(group, facts, () => 1).result).toBe(true)
  rule.value = 2
  expect(evaluateConditions(group, facts, () => 1).result).toBe(true)
  expect(evaluateConditions({ ...group }, facts, () => 1).result).toBe(false)
})

it("reads every fact, also behind a leaf that decided already", () => {
  const facts = new Map(["a", "b"].map((code) => [code, { code, type: "boolean" as const }]))
  const verdict = evaluateConditions(
    treeOf({ combinator: "and", rules: ["a", "b"] }),
    facts,
    (code) => code === "b"
  )
  expect(verdict.trace).toMatchObject({ children: [{ actual: false }, { actual: true }] })
})
