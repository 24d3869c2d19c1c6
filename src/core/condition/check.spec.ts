import { mergeCatalog } from "../../catalog"
import check from "../../../spec/condition/check.json"
import type { Problem } from "../result"
import { checkConditions, MAX_CONDITIONS, MAX_DEPTH } from "./check"
import { MAX_LIST } from "./check-value"
import type { ConditionGroup } from "./condition"

type Case = {
  readonly name: string
  readonly given: { readonly provides: readonly string[] }
  readonly when: unknown
  readonly then: { readonly value?: ConditionGroup | null; readonly problems?: readonly Problem[] }
}

const { facts } = mergeCatalog({ triggers: [], facts: [], actions: [], channels: [] })
const ALL = new Set(["order", "cart", "customer", "profile", "session"])
const run = (input: unknown) => checkConditions(input, "conditions", facts, ALL)
const rule = { field: "order.total", operator: ">", value: 1 }
const messages = (input: unknown) => {
  const checked = run(input)
  return checked.ok ? [] : checked.problems.map(({ message }) => message)
}

it.each((check.cases as unknown as Case[]).map((one) => [one.name, one] as const))(
  "%s",
  (_name, { given, when, then }) => {
    const checked = checkConditions(when, "conditions", facts, new Set(given.provides))
    if (then.problems === undefined) {
      expect(checked).toEqual({ ok: true, value: then.value })
      expect(run(then.value)).toEqual(checked)
    } else {
      expect(checked).toEqual({ ok: false, problems: then.problems })
    }
  }
)

it.each<[string, unknown, string | readonly string[] | RegExp]>([
  ["in lower case", "es", "es"],
  ["in upper case", "ES", "es"],
  ["by an old name", "uk", "gb"],
  ["several, in any case", ["ES", "pt"], ["es", "pt"]],
  ["that is none", "ZZ", /is no country: "ZZ"; use an ISO 3166 code/],
  ["that is a name", "Spain", /is no country: "Spain"/],
  ["one of several that is none", ["es", "qx"], /is no country: "qx"/],
])("a country %s (IN22)", (_name, value, expected) => {
  const operator = Array.isArray(value) ? "in" : "="
  const rules = [{ field: "order.country_code", operator, value }]
  const checked = run({ combinator: "and", rules })
  if (expected instanceof RegExp) {
    expect(messages({ combinator: "and", rules })).toEqual([expect.stringMatching(expected)])
  } else {
    expect(checked).toMatchObject({ ok: true, value: { rules: [{ value: expected }] } })
  }
})

describe("limits", () => {
  const nested = (depth: number): unknown =>
    depth === 0 ? rule : { combinator: "and", rules: [nested(depth - 1)] }

  it("takes the deepest tree and refuses one deeper", () => {
    expect(messages(nested(MAX_DEPTH))).toEqual([])
    expect(messages(nested(MAX_DEPTH + 1))).toEqual([
      expect.stringContaining("is nested deeper than 10 groups"),
    ])
  })

  it("survives 10,000 levels (IN26)", () => {
    expect(messages(nested(5_000))).toHaveLength(1)
  })

  it("takes as many conditions as allowed and refuses one more", () => {
    const many = (count: number) => ({ combinator: "and", rules: Array(count).fill(rule) })
    expect(messages(many(MAX_CONDITIONS))).toEqual([])
    expect(messages(many(MAX_CONDITIONS + 1))).toEqual([
      "conditions: there are 101; at most 100 are allowed",
    ])
  })

  it("takes a list as long as allowed and refuses one longer (IN47)", () => {
    const list = (length: number) => ({
      combinator: "and",
      rules: [
        { field: "order.item_count", operator: "in", value: Array.from({ length }, (_, i) => i) },
      ],
    })
    expect(messages(list(MAX_LIST))).toEqual([])
    expect(messages(list(MAX_LIST + 1))).toEqual([
      'condition 1: value of "order.item_count" has 10001 values; at most 10000 are allowed',
    ])
  })

  it("does not spend long on a field name of a megabyte", () => {
    const begun = performance.now()
    expect(
      messages({ combinator: "and", rules: [{ ...rule, field: "x".repeat(1e6) }] })
    ).toHaveLength(1)
    expect(performance.now() - begun).toBeLessThan(1_000)
  })
})

it.each([Number.POSITIVE_INFINITY, Number.NaN, "1e400", "10,5", {}, [], null, true])(
  "refuses %p as a number",
  (value) => {
    expect(
      messages({ combinator: "and", rules: [{ field: "order.item_count", operator: "=", value }] })
    ).toHaveLength(1)
  }
)

it.each(["__proto__", "constructor", "toString"])(
  "knows no fact called %s (IN28, IN29)",
  (field) => {
    expect(messages({ combinator: "and", rules: [{ field, operator: "=", value: 1 }] })).toEqual([
      expect.stringContaining(`fact "${field}" does not exist`),
    ])
  }
)
