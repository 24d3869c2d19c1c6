import type { DecisionTrace } from "./decision"
import { shortenTrace } from "./shorten-trace"

const many = Array.from({ length: 1_000 }, (_, i) => `prod_${i}`)
const leaf = {
  kind: "rule",
  field: "order.products",
  operator: "contains_any",
  expected: many,
  actual: ["prod_7"],
  result: true,
} as const
const trace: DecisionTrace = {
  trigger: {
    code: "order.placed",
    occurred_at: "2026-03-02T10:00:00Z",
    age: { passed: true, expected: 48, actual: 1, detail: null },
    reentry: null,
  },
  conditions: {
    kind: "group",
    combinator: "and",
    not: false,
    result: true,
    children: Array.from({ length: 30 }, () => leaf),
  },
  failing: null,
  consent: null,
  caps: null,
  score: null,
  winner: null,
  values: { "order.products": many, "order.total": { amount: "31.2", currency_code: "gbp" } },
}

it("cuts long lists and says how much is missing; every condition and short value stays", () => {
  const short = shortenTrace(trace)
  const cut = [...many.slice(0, 20), "… +980"]
  expect(short).toEqual({
    ...trace,
    conditions: {
      ...trace.conditions,
      children: Array.from({ length: 30 }, () => ({ ...leaf, expected: cut })),
    },
    values: { ...trace.values, "order.products": cut },
  })
})

it("leaves a trace as it is that has none", () => {
  const plain = { ...trace, conditions: null, values: { a: many.slice(0, 20) } }
  expect(shortenTrace(plain)).toEqual(plain)
})
