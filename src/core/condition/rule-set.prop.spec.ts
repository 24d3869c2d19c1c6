import fc from "fast-check"
import { newFacts, treeAndValues } from "../../../integration-tests/support/condition-arbitraries"
import { evaluateConditions } from "./evaluate"
import { compileRuleSet } from "./rule-set"

it("gives each of many trees the truth that its trace gives, whatever is asked first and by whomever", () => {
  fc.assert(
    fc.property(
      fc.array(treeAndValues, { minLength: 1, maxLength: 6 }),
      fc.array(fc.nat({ max: 5 }), { maxLength: 12 }),
      (all, order) => {
        const facts = newFacts()
        const set = compileRuleSet(
          all.map(({ tree }) => tree),
          facts
        )
        for (const { values } of all) {
          const asked = set((code) => values[code])
          for (const index of [...order, ...all.keys()].filter((i) => i < all.length)) {
            const { result } = evaluateConditions(all[index]!.tree, facts, (code) => values[code])
            expect(asked(index)).toBe(result)
          }
        }
      }
    )
  )
})

it("reads a fact once for all trees, and holds where there are no conditions", () => {
  const read = jest.fn(() => 5)
  const rule = { field: "number", operator: ">=", value: 5 }
  const group = { combinator: "and" as const, rules: [rule, { ...rule, operator: "<" }] }
  const asked = compileRuleSet([group, { ...group, not: true }, null], newFacts())(read)
  expect([asked(0), asked(1), asked(2)]).toEqual([false, true, true])
  expect(read).toHaveBeenCalledTimes(1)
})

it("does not mix up two people", () => {
  const set = compileRuleSet([null], newFacts())
  const first = set(() => 1)
  set(() => 2)
  expect(() => first(0)).toThrow(/two people at once/)
})
