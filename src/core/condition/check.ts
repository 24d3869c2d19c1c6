import type { FactDefinition } from "../catalog/definitions"
import { type Checked, invalid, type Problem, valid } from "../result"
import { nearest } from "../text/nearest"
import { checkValue } from "./check-value"
import type { ConditionGroup, ConditionRule } from "./condition"
import { OPERATOR_BY_CODE, OPERATORS, operatorsOf } from "./operators"

export const MAX_DEPTH = 10
export const MAX_CONDITIONS = 100

type Fields = Readonly<Record<string, unknown>>
type Place = { readonly path: string; readonly name: string; readonly depth: number }
type Context = {
  readonly facts: ReadonlyMap<string, FactDefinition>
  readonly provides: ReadonlySet<string>
  readonly problems: Problem[]
  count: number
}

// What react-querybuilder's editor keeps beside the condition itself.
const EDITOR_KEYS = ["id", "path", "valueSource", "inputType", "disabled", "muted"]
const GROUP_KEYS = ["combinator", "not", "rules", ...EDITOR_KEYS]
const RULE_KEYS = ["field", "operator", "value", ...EDITOR_KEYS]

/** Every part that is there whatever the trigger: the event, and what restricts contact with the person. */
const ALWAYS_PROVIDED = ["event", "contact"]

/**
 * Checks react-querybuilder's rule group and brings it into canonical form: no editor's ids, values typed after their
 * facts, empty groups dropped; null when no condition is left. Names every problem, by place (`condition 2.1` is the
 * first rule of the group that stands second) and with the nearest name that exists.
 *
 * @param path Where the group stands in what was sent, for `Problem.path`.
 * @param provides The parts of a subject that the trigger brings; facts of other parts would never be known.
 */
export function checkConditions(
  input: unknown,
  path: string,
  facts: ReadonlyMap<string, FactDefinition>,
  provides: ReadonlySet<string>
): Checked<ConditionGroup | null> {
  if (input === null || input === undefined) {
    return valid(null)
  }
  const context: Context = { facts, provides, problems: [], count: 0 }
  const group = checkNode(input, { path, name: "", depth: 1 }, context, "group")
  if (context.count > MAX_CONDITIONS) {
    context.problems.push({
      path,
      message: `conditions: there are ${context.count}; at most ${MAX_CONDITIONS} are allowed`,
    })
  }
  return context.problems.length > 0
    ? invalid(...context.problems)
    : valid(group as ConditionGroup | null)
}

function checkNode(
  input: unknown,
  place: Place,
  context: Context,
  expected: "group" | "any"
): ConditionGroup | ConditionRule | null {
  if (typeof input !== "object" || input === null || Array.isArray(input)) {
    return report(
      context,
      place,
      'must be a rule or a group such as { "combinator": "and", "rules": [] }'
    )
  }
  const fields = input as Fields
  const isGroup = expected === "group" || "rules" in fields || "combinator" in fields
  const strange = Object.keys(fields).find(
    (key) => !(isGroup ? GROUP_KEYS : RULE_KEYS).includes(key)
  )
  if (strange !== undefined) {
    const near = nearest(strange.slice(0, 80), isGroup ? GROUP_KEYS : RULE_KEYS)
    const hint = near === null ? "remove it" : `did you mean "${near}"?`
    return report(context, place, `field "${strange.slice(0, 80)}" is unknown; ${hint}`)
  }
  if (fields.muted === true) {
    return report(context, place, "is muted; remove it or switch it on")
  }
  return isGroup ? checkGroup(fields, place, context) : checkRule(fields, place, context)
}

function checkGroup(fields: Fields, place: Place, context: Context): ConditionGroup | null {
  const { combinator, not, rules } = fields
  if (place.depth > MAX_DEPTH) {
    return report(context, place, `is nested deeper than ${MAX_DEPTH} groups; make it flatter`)
  }
  if (combinator !== "and" && combinator !== "or") {
    return report(context, place, 'combinator must be "and" or "or"', ".combinator")
  }
  if (not !== undefined && typeof not !== "boolean") {
    return report(context, place, "not must be true or false", ".not")
  }
  if (!Array.isArray(rules)) {
    return report(context, place, "rules must be a list", ".rules")
  }
  const checked = rules
    .slice(0, MAX_CONDITIONS + 1)
    .map((rule, i) => checkNode(rule, inside(place, i), context, "any"))
  const kept = checked.filter((rule) => rule !== null)
  return kept.length === 0
    ? null
    : not === true
      ? { combinator, not, rules: kept }
      : { combinator, rules: kept }
}

function inside(place: Place, index: number): Place {
  return {
    path: `${place.path}.rules[${index}]`,
    name: place.name === "" ? `${index + 1}` : `${place.name}.${index + 1}`,
    depth: place.depth + 1,
  }
}

function checkRule(fields: Fields, place: Place, context: Context): ConditionRule | null {
  context.count += 1
  if (fields.valueSource !== undefined && fields.valueSource !== "value") {
    return report(
      context,
      place,
      "compares with another field; only values are possible",
      ".valueSource"
    )
  }
  const fact = checkFact(fields.field, place, context)
  if (fact === null) {
    return null
  }
  const { operator: code } = fields
  const operator = typeof code === "string" ? OPERATOR_BY_CODE.get(code) : undefined
  if (operator === undefined || !operator.types.includes(fact.type)) {
    return report(context, place, operatorProblem(code, fact), ".operator")
  }
  const value = checkValue(operator, fact, fields.value, "value")
  if (!value.ok) {
    for (const problem of value.problems) {
      report(
        context,
        place,
        `${problem.path} of "${fact.code}" ${problem.message}`,
        `.${problem.path}`
      )
    }
    return null
  }
  return { field: fact.code, operator: operator.code, value: value.value }
}

function checkFact(field: unknown, place: Place, context: Context): FactDefinition | null {
  if (typeof field !== "string" || field === "") {
    return report(
      context,
      place,
      'field must be the code of a fact, such as "order.total"',
      ".field"
    )
  }
  const fact = context.facts.get(field)
  if (fact === undefined) {
    const near = nearest(field.slice(0, 80), context.facts.keys())
    const hint = near === null ? "see the catalog for those that do" : `did you mean "${near}"?`
    return report(context, place, `fact "${field.slice(0, 80)}" does not exist; ${hint}`, ".field")
  }
  if (!ALWAYS_PROVIDED.includes(fact.part) && !context.provides.has(fact.part)) {
    const parts = [...context.provides].join(", ")
    return report(
      context,
      place,
      `fact "${field}" is not known with this trigger; use facts of ${parts}, or another trigger`,
      ".field"
    )
  }
  return fact
}

function operatorProblem(code: unknown, fact: FactDefinition): string {
  const fitting = operatorsOf(fact.type)
  if (typeof code === "string" && OPERATOR_BY_CODE.has(code)) {
    return `operator "${code}" does not fit "${fact.code}", a ${fact.type}; use one of ${fitting.join(", ")}`
  }
  const near = nearest(
    String(code).slice(0, 80),
    OPERATORS.map((operator) => operator.code)
  )
  const hint = near === null ? `use one of ${fitting.join(", ")}` : `did you mean "${near}"?`
  return `operator "${String(code).slice(0, 80)}" does not exist; ${hint}`
}

function report(context: Context, place: Place, message: string, field = ""): null {
  const name = place.name === "" ? "conditions" : `condition ${place.name}`
  context.problems.push({ path: `${place.path}${field}`, message: `${name}: ${message}` })
  return null
}
