import boolean from "../../../spec/condition/boolean.json"
import date from "../../../spec/condition/date.json"
import list from "../../../spec/condition/list.json"
import money from "../../../spec/condition/money.json"
import number from "../../../spec/condition/number.json"
import text from "../../../spec/condition/text.json"
import type { ConditionValue, FactType, FactValue, Truth } from "./condition"
import { evaluateConditions } from "./evaluate"
import { OPERATORS, operatorsOf } from "./operators"

type Case = {
  readonly name: string
  readonly given: {
    readonly type: FactType
    readonly actual?: FactValue
    readonly now?: string
    readonly currency_code?: string
  }
  readonly when: { readonly operator: string; readonly value: ConditionValue }
  readonly then: Truth
}

const CASES = [boolean, date, list, money, number, text].flatMap(
  (file) => file.cases as unknown as readonly Case[]
)

it.each(CASES.map((one) => [one.given.type, one.name, one] as const))(
  "%s: %s",
  (_type, _name, { given, when, then }) => {
    const { now, currency_code } = given
    const verdict = evaluateConditions(
      { combinator: "and", rules: [{ field: "fact", ...when }] },
      new Map([["fact", { code: "fact", type: given.type }]]),
      () => given.actual,
      { ...(now !== undefined && { now }), ...(currency_code !== undefined && { currency_code }) }
    )
    expect(verdict.result).toBe(then)
    expect(verdict.trace).toMatchObject({
      children: [{ operator: when.operator, actual: given.actual ?? null, result: then }],
    })
  }
)

describe("the table", () => {
  it.each(OPERATORS.flatMap(({ code, types }) => types.map((type) => [code, type] as const)))(
    "%s on %s has cases that are true, false and about an unknown fact",
    (code, type) => {
      const own = CASES.filter(({ given, when }) => given.type === type && when.operator === code)
      expect(own.map(({ then }) => then)).toEqual(expect.arrayContaining([true, false]))
      expect(own.some(({ given }) => given.actual === undefined)).toBe(true)
      expect(own.length).toBeGreaterThanOrEqual(3)
    }
  )

  it.each(OPERATORS.map((operator) => [operator.code, operator] as const))(
    "%s has texts in three languages that show its value",
    (_code, { label, verb, asked, takes }) => {
      for (const language of ["en", "es", "pt"] as const) {
        expect(label[language]).not.toBe("")
        expect(verb[language].includes("{v}")).toBe(takes !== "none")
        expect(asked[language].includes("{v}")).toBe(takes !== "none")
      }
    }
  )

  it("gives every type its operators, and equality only to what can be equal", () => {
    expect(operatorsOf("boolean")).toEqual(["=", "!=", "null", "notNull"])
    expect(operatorsOf("date")).not.toContain("=")
  })
})

it("leaves a fact or an operator that is gone unknown, whatever was asked", () => {
  const ask = (field: string, operator: string) =>
    evaluateConditions(
      { combinator: "and", not: true, rules: [{ field, operator, value: 1 }] },
      new Map([["there", { code: "there", type: "number" }]]),
      () => 1
    ).result
  expect(ask("gone", "=")).toBe("unknown")
  expect(ask("there", "==")).toBe("unknown")
  expect(ask("there", "beginsWith")).toBe("unknown")
})
