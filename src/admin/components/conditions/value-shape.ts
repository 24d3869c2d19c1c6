import type { ConditionGroup, ConditionRule } from "../../../types"
import type { Catalog, Fact } from "../../lib/resources"

export type Takes = Catalog["operators"][number]["takes"]
type Value = ConditionRule["value"]
type Scalar = string | number | boolean

/** What is kept of a value when its operator asks for another shape: what can be kept, else nothing. */
export function fitValue(value: Value, takes: Takes, fact: Fact | undefined): Value {
  const first = Array.isArray(value) ? ((value as readonly Scalar[])[0] ?? null) : value
  switch (takes) {
    case "none":
      return null
    case "two":
      return Array.isArray(value) && value.length === 2
        ? value
        : ([first ?? "", ""] as readonly Scalar[])
    case "many":
      return Array.isArray(value) ? value : isScalar(first) && first !== "" ? [first] : []
    default:
      return first ?? (fact?.type === "boolean" ? true : null)
  }
}

const isScalar = (value: unknown): value is Scalar =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean"

type QueryRule = { field: string; operator: string; value: unknown; id?: string }
export type QueryGroup = {
  combinator: string
  not?: boolean
  id?: string
  rules: (QueryRule | QueryGroup)[]
}

/** The builder's query without its ids and value sources: what the API keeps. An empty tree is no condition. */
export function toConditions(query: QueryGroup): ConditionGroup | null {
  return query.rules.length === 0 ? null : group(query)
}

function group(query: QueryGroup): ConditionGroup {
  return {
    combinator: query.combinator === "or" ? "or" : "and",
    ...(query.not ? { not: true } : {}),
    rules: query.rules.map((rule) =>
      "rules" in rule
        ? group(rule)
        : { field: rule.field, operator: rule.operator, value: (rule.value ?? null) as Value }
    ),
  }
}
