import { mergeCatalog } from "../../catalog"
import type { ConditionGroup, ConditionRule, ConditionValue } from "./condition"
import { contradictions } from "./contradictions"

const { facts } = mergeCatalog({ triggers: [], facts: [], actions: [], channels: [] })

const rule = (field: string, operator: string, value: ConditionValue): ConditionRule => ({
  field,
  operator,
  value,
})
const all = (...rules: ConditionGroup["rules"]): ConditionGroup => ({ combinator: "and", rules })
const any = (...rules: ConditionGroup["rules"]): ConditionGroup => ({ combinator: "or", rules })
const count = (operator: string, value: ConditionValue) =>
  rule("profile.order_count", operator, value)
const total = (operator: string, value: ConditionValue) => rule("order.total", operator, value)
const last = (operator: string, value: ConditionValue) =>
  rule("profile.last_order_at", operator, value)
const eur = (amount: number) => ({ amount, currency_code: "eur" })

it.each<[string, ConditionGroup]>([
  ["a number above and below", all(count(">", 30), count("<", 20))],
  ["a number above and at", all(count(">", 30), count("=", 30))],
  ["two numbers", all(count("=", 1), count("=", 2))],
  ["a number outside its span", all(count("between", [1, 5]), count(">=", 6))],
  ["an amount", all(total(">=", eur(40)), total("<", eur(40)))],
  ["an amount in the shop's currency", all(total(">=", 50), total("<", 40))],
  ["a date", all(last("after", "2026-03-01"), last("before", "2026-02-01"))],
  ["groups inside it", all(count(">", 30), all(count("<", 20)))],
  ["one branch of an or", any(all(count(">", 30), count("<", 20)), count("=", 1))],
])("warns of %s", (_name, group) => {
  expect(contradictions(group, facts)).toHaveLength(1)
})

it.each<[string, ConditionGroup]>([
  ["a span", all(count(">", 20), count("<", 30))],
  ["the same limit", all(count(">=", 20), count("<=", 20))],
  ["two facts", all(count(">", 30), total("<", 20))],
  ["an or", any(count(">", 30), count("<", 20))],
  ["branches of an or", any(all(count(">", 30)), all(count("<", 20)))],
  ["the opposite", { ...all(count(">", 30), count("<", 20)), not: true }],
  ["other currencies", all(total(">", eur(50)), total("<", { amount: 40, currency_code: "usd" }))],
  ["other operators", all(count("!=", 1), count("=", 1))],
])("says nothing of %s", (_name, group) => {
  expect(contradictions(group, facts)).toEqual([])
})

it("says it in three languages, once per fact", () => {
  const group = all(count(">", 30), count("<", 20), count("<", 10))
  const [warning, ...others] = contradictions(group, facts)
  expect(warning?.en).toMatch(/^Nobody can ever fulfil both “.*more than 30” and “.*less than 20”/)
  expect(warning?.es).toMatch(/^Nadie puede cumplir .*30.*20/)
  expect(warning?.pt).toMatch(/^Ninguém pode cumprir .*30.*20/)
  expect(others).toEqual([])
  expect(contradictions(null, facts)).toEqual([])
})
