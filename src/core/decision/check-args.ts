import type { ActionDefinition, ArgDefinition } from "../catalog/definitions"
import { checkOnSiteContent } from "../content/on-site"
import { isAmount, isCurrency } from "../money/money"
import type { Problem } from "../result"
import { nearest } from "../text/nearest"
import { unstorable } from "../text/storable"
import type { AutomationSurroundings } from "./automation-surroundings"

export type Args = Readonly<Record<string, unknown>>
export type CheckedArgs = { readonly args: Args; readonly problems: readonly Problem[] }

type Definition = Pick<ActionDefinition, "args" | "check">
type Outcome =
  | { readonly value: unknown }
  | { readonly problem: string }
  | { readonly problems: readonly Problem[] }

const MAX_TEXT = 2_000

/**
 * Checks the arguments of a trigger or an action against their description and fills in defaults. An action with a
 * `check` of its own is asked that instead: it knows how its arguments depend on each other.
 */
export function checkArgs(
  definition: Definition,
  input: unknown,
  known: AutomationSurroundings
): CheckedArgs {
  if (
    input !== undefined &&
    (typeof input !== "object" || input === null || Array.isArray(input))
  ) {
    return { args: {}, problems: [{ path: "", message: "args must be an object" }] }
  }
  const given = (input ?? {}) as Args
  const withDefaults = { ...defaultsOf(definition.args), ...defined(given) }
  if (definition.check !== undefined) {
    return { args: withDefaults, problems: definition.check(withDefaults) }
  }
  const problems: Problem[] = unknownArgs(definition.args, given)
  const args: Record<string, unknown> = {}
  for (const definitionOfArg of definition.args) {
    const outcome = checkArg(definitionOfArg, withDefaults[definitionOfArg.key], known)
    if ("value" in outcome) {
      if (outcome.value !== undefined) {
        args[definitionOfArg.key] = outcome.value
      }
      continue
    }
    const found =
      "problem" in outcome
        ? [{ path: definitionOfArg.key, message: outcome.problem }]
        : outcome.problems
    problems.push(...found.map(({ path, message }) => ({ path, message: `${path} ${message}` })))
  }
  return { args, problems }
}

function defaultsOf(definitions: readonly ArgDefinition[]): Args {
  return Object.fromEntries(
    definitions.flatMap(({ key, default: value }) => (value === undefined ? [] : [[key, value]]))
  )
}

function defined(given: Args): Args {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}

function unknownArgs(definitions: readonly ArgDefinition[], given: Args): Problem[] {
  const keys = definitions.map(({ key }) => key)
  return Object.keys(given)
    .filter((key) => !keys.includes(key))
    .map((key) => {
      const near = nearest(key.slice(0, 80), keys)
      const hint = near === null ? "remove it" : `did you mean "${near}"?`
      return { path: key, message: `argument "${key.slice(0, 80)}" is unknown; ${hint}` }
    })
}

function checkArg(
  definition: ArgDefinition,
  value: unknown,
  known: AutomationSurroundings
): Outcome {
  if (value === undefined || value === null || value === "") {
    return definition.required
      ? { problem: `is missing; ${FIX[definition.type]}` }
      : { value: value === "" ? null : value }
  }
  return CHECKS[definition.type](definition, value, known)
}

const FIX: Readonly<Record<ArgDefinition["type"], string>> = {
  number: "give a number",
  text: "give a text",
  boolean: "give true or false",
  select: "choose one",
  money: 'give an amount such as { "amount": 5, "currency_code": "eur" }',
  template: "choose a template",
  placement: "choose a placement",
  product: "choose a product",
  content: "write what is to be shown",
}

type Check = (definition: ArgDefinition, value: unknown, known: AutomationSurroundings) => Outcome

const CHECKS: Readonly<Record<ArgDefinition["type"], Check>> = {
  number: checkNumber,
  text: checkText,
  boolean: (_definition, value) =>
    typeof value === "boolean" ? { value } : { problem: "must be true or false" },
  select: ({ options = [] }, value) =>
    oneOf(
      value,
      options.map((option) => option.value)
    ),
  money: checkMoney,
  template: (_definition, value, { templates }) => oneOf(value, [...templates.keys()], "template"),
  placement: (_definition, value, { placements }) => oneOf(value, [...placements], "placement"),
  product: checkText,
  content: checkContent,
}

function checkNumber({ min, max, integer }: ArgDefinition, value: unknown): Outcome {
  const number = typeof value === "string" && isAmount(value) ? Number(value) : value
  const fits =
    typeof number === "number" &&
    Number.isFinite(number) &&
    (min === undefined || number >= min) &&
    (max === undefined || number <= max) &&
    (integer !== true || Number.isInteger(number))
  if (fits) {
    return { value: number }
  }
  const kind = integer === true ? "a whole number" : "a number"
  const low = min === undefined ? "" : ` of at least ${min}`
  const high = max === undefined ? "" : `${low === "" ? " of" : " and"} at most ${max}`
  return { problem: `must be ${kind}${low}${high}` }
}

function checkText(_definition: ArgDefinition, value: unknown): Outcome {
  if (typeof value !== "string" || value.length > MAX_TEXT) {
    return { problem: `must be a text of at most ${MAX_TEXT} characters` }
  }
  const problem = unstorable(value)
  return problem === null ? { value } : { problem }
}

/** A bare number is in the shop's currency. */
function checkMoney(definition: ArgDefinition, value: unknown): Outcome {
  if (typeof value === "number" || (typeof value === "string" && isAmount(value))) {
    return checkNumber(definition, value)
  }
  const { amount, currency_code: currency } = value as Args
  const number = typeof amount === "string" && isAmount(amount) ? Number(amount) : amount
  if (typeof number !== "number" || typeof currency !== "string" || !isCurrency(currency)) {
    return { problem: 'must be an amount such as { "amount": 5, "currency_code": "eur" }' }
  }
  const checked = checkNumber(definition, number)
  return "value" in checked
    ? { value: { amount: number, currency_code: currency.toLowerCase() } }
    : checked
}

function oneOf(value: unknown, allowed: readonly string[], kind?: string): Outcome {
  if (typeof value === "string" && allowed.includes(value)) {
    return { value }
  }
  const near = nearest(String(value).slice(0, 80), allowed)
  const hint =
    near !== null
      ? `; did you mean "${near}"?`
      : allowed.length === 0
        ? `; there is none yet`
        : `; use one of ${allowed.slice(0, 10).join(", ")}`
  return kind === undefined
    ? { problem: `must be one of the choices${hint}` }
    : { problem: `names a ${kind} that does not exist${hint}` }
}

function checkContent(
  { key }: ArgDefinition,
  value: unknown,
  { allowed_hosts = [] }: AutomationSurroundings
): Outcome {
  const checked = checkOnSiteContent(value, key, allowed_hosts)
  return checked.ok ? { value: checked.value } : { problems: checked.problems }
}
