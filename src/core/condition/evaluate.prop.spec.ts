import fc from "fast-check"
import { combine, compileConditions, isGroup, negate } from "./compile"
import type { ConditionGroup, ConditionRule, FactValue } from "./condition"
import { ACTUAL, operandOf } from "../../../integration-tests/support/condition-arbitraries"
import { evaluateConditions } from "./evaluate"
import { OPERATOR_BY_CODE, OPERATORS } from "./operators"

const truth = fc.constantFrom(true as const, false as const, "unknown" as const)
const results = fc.array(
  truth.map((result) => ({ result })),
  { maxLength: 6 }
)

describe("Kleene's laws", () => {
  it("double negation", () => {
    fc.assert(fc.property(truth, (a) => negate(negate(a)) === a))
  })

  it("De Morgan", () => {
    fc.assert(
      fc.property(results, (all) => {
        const negated = all.map(({ result }) => ({ result: negate(result) }))
        expect(negate(combine("and", all))).toBe(combine("or", negated))
        expect(negate(combine("or", all))).toBe(combine("and", negated))
      })
    )
  })

  it("order does not matter, and an element twice is an element once", () => {
    fc.assert(
      fc.property(results, fc.constantFrom("and" as const, "or" as const), (all, combinator) => {
        expect(combine(combinator, [...all].reverse())).toBe(combine(combinator, all))
        expect(combine(combinator, [...all, ...all])).toBe(combine(combinator, all))
      })
    )
  })

  it("knowing more never turns true into false or false into true", () => {
    fc.assert(
      fc.property(results, fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }), (all, known) => {
        const informed = all.map(({ result }, i) => ({
          result: result === "unknown" ? (known[i] as boolean) : result,
        }))
        for (const combinator of ["and", "or"] as const) {
          const before = combine(combinator, all)
          expect([before, "unknown"]).toContain(
            before === "unknown" ? "unknown" : combine(combinator, informed)
          )
        }
      })
    )
  })
})

const DUALS = OPERATORS.flatMap(({ code, dual, types }) =>
  dual === undefined ? [] : types.map((type) => [code, dual, type] as const)
)

it.each(DUALS)("%s is true exactly where %s is false, on a known %s", (code, dual, type) => {
  fc.assert(
    fc.property(ACTUAL[type], operandOf(type, code), (actual, value) => {
      const [one, other] = [code, dual].map((operator) =>
        OPERATOR_BY_CODE.get(operator)!.compile(type, value)(actual, {})
      )
      expect(one).not.toBe("unknown")
      expect(other).toBe(negate(one!))
    })
  )
})

/** Trees whose leaves ask different facts, so that one leaf can change alone. */
const tree = fc.letrec<{ node: Shape; group: Shape & object }>((tie) => ({
  node: fc.oneof({ depthSize: "small", withCrossShrink: true }, truth, tie("group")),
  group: fc.record({
    combinator: fc.constantFrom("and" as const, "or" as const),
    not: fc.boolean(),
    rules: fc.array(tie("node"), { minLength: 1, maxLength: 4 }),
  }),
})).group as fc.Arbitrary<Shape & object>
type Shape = true | false | "unknown" | { combinator: "and" | "or"; not: boolean; rules: Shape[] }

function build(shape: Shape & object): { group: ConditionGroup; leaves: Map<string, FactValue> } {
  const leaves = new Map<string, FactValue>()
  const node = (part: Shape): ConditionRule | ConditionGroup => {
    if (typeof part === "object") {
      return { combinator: part.combinator, not: part.not, rules: part.rules.map(node) }
    }
    const code = `leaf${leaves.size}`
    leaves.set(code, part === "unknown" ? undefined : part)
    return { field: code, operator: "=", value: true }
  }
  return { group: node(shape) as ConditionGroup, leaves }
}

const shapes = (leaves: ReadonlyMap<string, FactValue>) =>
  new Map([...leaves.keys()].map((code) => [code, { code, type: "boolean" as const }]))

it("the failing leaf's change alone makes the tree true, where any leaf's change does", () => {
  fc.assert(
    fc.property(tree, (shape) => {
      const { group, leaves } = build(shape)
      const facts = shapes(leaves)
      const verdict = evaluateConditions(group, facts, (code) => leaves.get(code))
      if (verdict.result === true) {
        expect(verdict.failing).toBeNull()
        return
      }
      const repairs = (code: string) =>
        [true, false].some(
          (changed) =>
            evaluateConditions(group, facts, (other) =>
              other === code ? changed : leaves.get(other)
            ).result === true
        )
      const repairing = [...leaves.keys()].filter(repairs)
      expect(verdict.failing).not.toBeNull()
      expect(verdict.failing?.field).toBe(repairing[0] ?? verdict.failing?.field)
    }),
    { numRuns: 500 }
  )
})

it("evaluating again gives the same trace, byte for byte, compiled or not", () => {
  fc.assert(
    fc.property(tree, (shape) => {
      const { group, leaves } = build(shape)
      const facts = shapes(leaves)
      const read = (code: string) => leaves.get(code)
      const first = JSON.stringify(evaluateConditions(group, facts, read))
      expect(JSON.stringify(evaluateConditions(group, facts, read))).toBe(first)
      const stored = JSON.parse(JSON.stringify(group)) as ConditionGroup
      const trace = compileConditions(stored, facts)(read, {})
      expect(JSON.stringify(trace)).toBe(
        JSON.stringify((JSON.parse(first) as { trace: unknown }).trace)
      )
    })
  )
})

it("a tree is a group all the way up", () => {
  expect(isGroup({ combinator: "and", rules: [] })).toBe(true)
  expect(isGroup({ field: "a", operator: "=", value: 1 })).toBe(false)
})
