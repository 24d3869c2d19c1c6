import type { Catalog, TriggerDefinition } from "../catalog/definitions"
import { checkConditions } from "../condition/check"
import type { ConditionGroup } from "../condition/condition"
import { isCurrency } from "../money/money"
import { type Checked, invalid, type Problem, valid } from "../result"
import { nearest } from "../text/nearest"
import { unstorable } from "../text/storable"
import { type AutomationDefinition, type Objective, OBJECTIVES, type Reentry } from "./automation"
import type { AutomationSurroundings } from "./automation-surroundings"
import { checkArgs } from "./check-args"
import { checkSteps } from "./check-steps"
import { checkTemplateNeeds } from "./check-template-needs"
import { reportUnknown } from "./report-unknown"

type Fields = Readonly<Record<string, unknown>>
type Report = (path: string, message: string) => void

const KEYS = [
  "name",
  "objective",
  "purpose",
  "trigger",
  "conditions",
  "steps",
  "priority",
  "holdout_percent",
  "variants",
  "reentry",
  "goal",
  "budget",
]
const MAX_NAME = 200

/**
 * Checks an automation as it was sent and fills in the defaults (purpose `marketing`, objective `inform`, priority 50, no
 * holdout, re-entry always, no goal, no budget; a step waits for nothing and is valid for two days). Names every problem
 * at once: `automation "winback" condition 2: fact "order.totl" does not exist; did you mean "order.total"?`
 */
export function checkAutomation(
  input: unknown,
  catalog: Catalog,
  known: AutomationSurroundings
): Checked<AutomationDefinition> {
  if (typeof input !== "object" || input === null || Array.isArray(input)) {
    return invalid({ path: "", message: "automation: must be an object" })
  }
  const fields = input as Fields
  const problems: Problem[] = []
  const name = typeof fields.name === "string" ? fields.name.trim() : ""
  const label = name === "" ? "automation" : `automation "${name.slice(0, 60)}"`
  const report: Report = (path, message) => {
    problems.push({ path, message: `${label} ${message}` })
  }

  reportUnknown(fields, KEYS, report)
  checkName(fields.name, name, report)
  const { definition: trigger, call } = checkTrigger(fields.trigger, catalog, known, report)
  const purpose = checkPurpose(fields.purpose, report)
  const definition: AutomationDefinition = {
    name,
    objective: checkObjective(fields.objective, report),
    purpose,
    trigger: call,
    conditions: ownConditions(fields.conditions, trigger, catalog, report),
    steps: checkSteps(fields.steps, { catalog, trigger, purpose, known, report }),
    priority: checkNumber(fields.priority ?? 50, "priority", [0, 100], true, report),
    holdout_percent: checkNumber(
      fields.holdout_percent ?? 0,
      "holdout_percent",
      [0, 100],
      false,
      report
    ),
    variants: checkVariants(fields.variants, report),
    reentry: checkReentry(fields.reentry, report),
    goal: checkGoal(fields.goal, catalog, report),
    budget: checkBudget(fields.budget, report),
  }
  const { templates } = known
  checkTemplateNeeds(definition.steps, { catalog, trigger, templates, report })
  return problems.length > 0 ? invalid(...problems) : valid(definition)
}

function checkName(input: unknown, name: string, report: Report): void {
  if (typeof input !== "string" || name === "") {
    report("name", "has no name; give it one, such as Cart reminder")
  } else if (name.length > MAX_NAME) {
    report("name", `name must have at most ${MAX_NAME} characters`)
  } else {
    const problem = unstorable(name)
    if (problem !== null) {
      report("name", `name ${problem}`)
    }
  }
}

function checkObjective(input: unknown, report: Report): Objective {
  if (input === undefined || (OBJECTIVES as readonly unknown[]).includes(input)) {
    return (input ?? "inform") as Objective
  }
  const near = nearest(String(input).slice(0, 80), OBJECTIVES)
  const hint = near === null ? `use one of ${OBJECTIVES.join(", ")}` : `did you mean "${near}"?`
  report("objective", `objective is unknown; ${hint}`)
  return "inform"
}

function checkPurpose(input: unknown, report: Report): string {
  if (input === undefined) {
    return "marketing"
  }
  if (typeof input === "string" && /^[a-z][a-z0-9_]{0,39}$/.test(input)) {
    return input
  }
  report("purpose", 'purpose must be a name of small letters, such as "marketing" or "service"')
  return "marketing"
}

type CheckedTrigger = {
  readonly definition: TriggerDefinition | undefined
  readonly call: AutomationDefinition["trigger"]
}

function checkTrigger(
  input: unknown,
  catalog: Catalog,
  known: AutomationSurroundings,
  report: Report
): CheckedTrigger {
  const fields = (typeof input === "object" && input !== null ? input : {}) as Fields
  const code = typeof fields.code === "string" ? fields.code.slice(0, 80) : ""
  const definition = catalog.triggers.get(code)
  if (definition === undefined) {
    const near = nearest(code, catalog.triggers.keys())
    const hint =
      near === null
        ? `use one of ${[...catalog.triggers.keys()].join(", ")}`
        : `did you mean "${near}"?`
    report(
      "trigger.code",
      code === "" ? `has no trigger; ${hint}` : `trigger "${code}" does not exist; ${hint}`
    )
    return { definition, call: { code, args: {} } }
  }
  reportUnknown(fields, ["code", "args"], (path, message) =>
    report(`trigger.${path}`, `trigger: ${message}`)
  )
  const { args, problems } = checkArgs({ args: definition.args }, fields.args, known)
  const together = problems.length === 0 ? (definition.check?.(args) ?? []) : []
  for (const { path, message } of [...problems, ...together]) {
    report(path === "" ? "trigger.args" : `trigger.args.${path}`, `trigger: ${message}`)
  }
  return { definition, call: { code, args } }
}

function ownConditions(
  input: unknown,
  trigger: TriggerDefinition | undefined,
  catalog: Catalog,
  report: Report
): ConditionGroup | null {
  // Without a trigger nothing is known to be provided; complaining about each fact would hide the one real problem.
  const parts = trigger?.provides ?? [
    "order",
    "cart",
    "customer",
    "profile",
    "subscription",
    "session",
    "behaviour",
  ]
  const checked = checkConditions(input, "conditions", catalog.facts, new Set<string>(parts))
  if (checked.ok) {
    return checked.value
  }
  for (const problem of checked.problems) {
    report(problem.path, problem.message)
  }
  return null
}

function checkNumber(
  input: unknown,
  path: string,
  [low, high]: readonly [number, number],
  integer: boolean,
  report: Report
): number {
  const fits =
    typeof input === "number" &&
    input >= low &&
    input <= high &&
    (!integer || Number.isInteger(input))
  if (!fits) {
    const kind = integer ? "a whole number" : "a number"
    report(path, `${path} must be ${kind} from ${low} to ${high}`)
  }
  return fits ? input : low
}

function checkVariants(input: unknown, report: Report): readonly never[] {
  if (input !== undefined && (!Array.isArray(input) || input.length > 0)) {
    report(
      "variants",
      "variants must be an empty list: shares of people with contents of their own are not there yet; set holdout_percent to compare with nothing"
    )
  }
  return []
}

function checkReentry(input: unknown, report: Report): Reentry {
  if (input === undefined || input === null) {
    return { kind: "always" }
  }
  const fields = input as Fields
  if (fields.kind === "always" || fields.kind === "once") {
    return { kind: fields.kind }
  }
  if (fields.kind === "once_per_days") {
    const days = checkNumber(fields.days, "reentry.days", [1, 3650], true, report)
    return { kind: "once_per_days", days }
  }
  report("reentry.kind", "reentry.kind must be always, once or once_per_days with days")
  return { kind: "always" }
}

function checkGoal(input: unknown, catalog: Catalog, report: Report): AutomationDefinition["goal"] {
  if (input === undefined || input === null) {
    return null
  }
  const { event, within_days: days } = input as Fields
  const code = String(event).slice(0, 80)
  if (!catalog.triggers.has(code)) {
    const near = nearest(code, catalog.triggers.keys())
    report(
      "goal.event",
      `goal.event "${code}" does not exist${near === null ? "" : `; did you mean "${near}"?`}`
    )
  }
  return {
    event: code,
    within_days: checkNumber(days, "goal.within_days", [1, 365], true, report),
  }
}

function checkBudget(input: unknown, report: Report): AutomationDefinition["budget"] {
  if (input === undefined || input === null) {
    return null
  }
  const fields = input as Fields
  reportUnknown(fields, ["deliveries_per_day", "discount_per_month"], (path, message) =>
    report(`budget.${path}`, `budget: ${message}`)
  )
  const perDay = fields.deliveries_per_day ?? null
  return {
    deliveries_per_day:
      perDay === null
        ? null
        : checkNumber(perDay, "budget.deliveries_per_day", [1, 1e9], true, report),
    discount_per_month: checkDiscount(fields.discount_per_month ?? null, report),
  }
}

function checkDiscount(
  input: unknown,
  report: Report
): NonNullable<AutomationDefinition["budget"]>["discount_per_month"] {
  if (input === null) {
    return null
  }
  const { amount, currency_code: currency } = input as Fields
  if (
    typeof amount === "number" &&
    amount > 0 &&
    typeof currency === "string" &&
    isCurrency(currency)
  ) {
    return { amount, currency_code: currency.toLowerCase() }
  }
  report(
    "budget.discount_per_month",
    'budget.discount_per_month must be an amount such as { "amount": 1000, "currency_code": "eur" }'
  )
  return null
}
