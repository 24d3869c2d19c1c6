import type { FactDefinition } from "../catalog/definitions"
import { isAmount, isCurrency, toAmount } from "../money/money"
import { type Checked, invalid, valid } from "../result"
import { instantProblem } from "../text/instant"
import { nearest } from "../text/nearest"
import { unstorable } from "../text/storable"
import type { ConditionValue, FactType, Scalar } from "./condition"
import type { OperatorDefinition } from "./operators"

export const MAX_LIST = 10_000
const MAX_TEXT = 1_000

type Fact = Pick<FactDefinition, "code" | "type" | "options" | "kind">
type Amount = { readonly amount: string; readonly currency_code: string }
type Typed = Checked<Scalar | Amount>

/** A rule's value typed after its fact: `"40"` becomes 40, `"A,B"` a list. Messages are ends of a sentence. */
export function checkValue(
  operator: OperatorDefinition,
  fact: Fact,
  input: unknown,
  path: string
): Checked<ConditionValue> {
  if (operator.takes === "none") {
    return valid(null)
  }
  const one = (value: unknown, at: string) => checkOne(operator, fact, value, at)
  if (operator.takes === "one") {
    return one(Array.isArray(input) && input.length === 1 ? input[0] : input, path)
  }
  const items = listFrom(input)
  if (items === null) {
    return fail(path, "must be a list of values")
  }
  return operator.takes === "two" ? checkPair(items, one, path) : checkMany(items, one, path)
}

/** react-querybuilder writes lists as texts with commas unless it is told otherwise. */
function listFrom(input: unknown): readonly unknown[] | null {
  if (typeof input === "string") {
    return input === "" ? [] : input.split(",").map((item) => item.trim())
  }
  return Array.isArray(input) ? input : null
}

type CheckOne = (value: unknown, path: string) => Typed

function checkPair(
  items: readonly unknown[],
  one: CheckOne,
  path: string
): Checked<ConditionValue> {
  if (items.length !== 2) {
    return fail(path, `must be two values, the lower and the upper; got ${items.length}`)
  }
  const checked = collect(items, one, path)
  if (!checked.ok) {
    return checked
  }
  const [low, high] = checked.value.map((value) =>
    typeof value === "string" ? Date.parse(value) : value
  ) as [number, number]
  return low > high ? fail(path, "has its lower value above the upper one; swap them") : checked
}

function checkMany(
  items: readonly unknown[],
  one: CheckOne,
  path: string
): Checked<ConditionValue> {
  if (items.length === 0) {
    return fail(path, "is an empty list; add at least one value")
  }
  if (items.length > MAX_LIST) {
    return fail(path, `has ${items.length} values; at most ${MAX_LIST} are allowed`)
  }
  const checked = collect(items, one, path)
  return checked.ok ? valid([...new Set(checked.value)]) : checked
}

function collect(
  items: readonly unknown[],
  one: CheckOne,
  path: string
): Checked<readonly Scalar[]> {
  const results = items.map((item, i) => one(item, `${path}[${i}]`))
  const problems = results.flatMap((result) => (result.ok ? [] : result.problems))
  const values = results.flatMap((result) => (result.ok ? [result.value] : []))
  if (problems.length > 0) {
    return invalid(...problems.slice(0, 5))
  }
  return values.every((value) => typeof value !== "object")
    ? valid(values as readonly Scalar[])
    : fail(path, "must be bare numbers here; for an amount with a currency use >= and <=")
}

function checkOne(operator: OperatorDefinition, fact: Fact, input: unknown, path: string): Typed {
  if (operator.operand === "days") {
    const days = checkNumber(input, path, "a number of days such as 30")
    return days.ok && (days.value as number) < 0 ? fail(path, "must be 0 or more days") : days
  }
  const type: FactType = operator.operand === "text" ? "text" : fact.type
  const checked = CHECKS[type](input, path)
  if (!checked.ok) {
    return checked
  }
  return fact.kind === "country" && WHOLE.includes(operator.code)
    ? checkCountry(checked.value as string, path)
    : checkOption(fact, operator, checked, path)
}

/** Operators that compare a text with a whole one. */
const WHOLE = ["=", "!=", "in", "notIn"]
const REGIONS = new Intl.DisplayNames("en", { type: "region", fallback: "none" })

/** In any case, and by an old name (uk); kept in lower case, as Medusa has it. */
function checkCountry(text: string, path: string): Typed {
  const code = text.trim().toLowerCase()
  const region = /^[a-z]{2}$/.test(code) ? new Intl.Locale(`und-${code}`).region : undefined
  const name = region === undefined ? undefined : REGIONS.of(region)
  return region === undefined || name === undefined || name === "Unknown Region"
    ? fail(path, `is no country: "${text.slice(0, 40)}"; use an ISO 3166 code such as es`)
    : valid(region.toLowerCase())
}

const CHECKS: Readonly<Record<FactType, (input: unknown, path: string) => Typed>> = {
  number: (input, path) => checkNumber(input, path, "a number such as 40"),
  money: checkMoney,
  text: checkText,
  list: checkText,
  boolean: checkBoolean,
  date: checkDate,
}

function checkNumber(input: unknown, path: string, expected: string): Typed {
  const text = typeof input === "string" ? input.trim() : input
  const number = typeof text === "string" && isAmount(text) ? Number(text) : text
  if (typeof number !== "number" || !Number.isFinite(number)) {
    return fail(path, `must be ${expected}`)
  }
  if (Math.abs(number) > Number.MAX_SAFE_INTEGER) {
    return fail(path, `must lie between ±${Number.MAX_SAFE_INTEGER}`)
  }
  return valid(number === 0 ? 0 : number)
}

function checkMoney(input: unknown, path: string): Typed {
  if (typeof input !== "object" || input === null) {
    return checkNumber(
      input,
      path,
      'an amount such as 40 or { "amount": 40, "currency_code": "eur" }'
    )
  }
  const { amount, currency_code: currency } = input as Readonly<Record<string, unknown>>
  const number = checkNumber(amount, `${path}.amount`, "an amount such as 40")
  if (!number.ok) {
    return number
  }
  if (typeof currency !== "string" || !isCurrency(currency)) {
    return fail(`${path}.currency_code`, 'must be an ISO 4217 currency such as "eur"')
  }
  const decimal = typeof amount === "string" ? amount.trim() : toAmount(number.value as number)
  return valid({ amount: decimal, currency_code: currency.toLowerCase() })
}

function checkText(input: unknown, path: string): Typed {
  if (typeof input !== "string" || input === "") {
    return fail(path, "must be a text that is not empty")
  }
  if (input.length > MAX_TEXT) {
    return fail(path, `must have at most ${MAX_TEXT} characters`)
  }
  const problem = unstorable(input)
  return problem === null ? valid(input) : fail(path, problem)
}

function checkBoolean(input: unknown, path: string): Typed {
  const value = input === "true" ? true : input === "false" ? false : input
  return typeof value === "boolean" ? valid(value) : fail(path, "must be true or false")
}

function checkDate(input: unknown, path: string): Typed {
  const problem = instantProblem(input)
  return problem === null ? valid(input as string) : fail(path, problem)
}

/** Where a fact has a closed list of values, a misspelt one would never match. */
function checkOption(
  fact: Fact,
  operator: OperatorDefinition,
  checked: Typed,
  path: string
): Typed {
  if (!checked.ok || fact.options === undefined || !WHOLE.includes(operator.code)) {
    return checked
  }
  const allowed = fact.options.map(({ value }) => value)
  if (allowed.includes(String(checked.value))) {
    return checked
  }
  const near = nearest(String(checked.value).slice(0, 80), allowed)
  return fail(
    path,
    near === null ? `must be one of ${allowed.join(", ")}` : `is unknown; did you mean "${near}"?`
  )
}

function fail(path: string, message: string): Checked<never> {
  return invalid({ path, message })
}
