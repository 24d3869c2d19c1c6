import type { Fact } from "../../lib/resources"
import { fitValue, toConditions } from "./value-shape"

const flag = { code: "customer.has_account", type: "boolean" } as Fact

test("a value keeps what the new operator can use", () => {
  expect(fitValue("A", "many", undefined)).toEqual(["A"])
  expect(fitValue(["A", "B"], "one", undefined)).toBe("A")
  expect(fitValue(10, "two", undefined)).toEqual([10, ""])
  expect(fitValue([1, 5], "two", undefined)).toEqual([1, 5])
  expect(fitValue("A", "none", undefined)).toBeNull()
  expect(fitValue(null, "many", undefined)).toEqual([])
  expect(fitValue(null, "one", flag)).toBe(true)
  expect(fitValue(false, "one", flag)).toBe(false)
})

test("the API gets no ids, and an empty tree is no condition", () => {
  expect(toConditions({ id: "1", combinator: "and", rules: [] })).toBeNull()
  expect(
    toConditions({
      id: "1",
      combinator: "or",
      not: true,
      rules: [
        { id: "2", field: "order.total", operator: ">=", value: 40 },
        { id: "3", combinator: "and", not: false, rules: [] },
      ],
    })
  ).toEqual({
    combinator: "or",
    not: true,
    rules: [
      { field: "order.total", operator: ">=", value: 40 },
      { combinator: "and", rules: [] },
    ],
  })
})
