import type { Localized } from "../catalog/definitions"
import { compareAmounts, isAmount, toAmount } from "../money/money"
import type { ConditionValue, FactType, FactValue, Truth } from "./condition"

/** What a condition may compare with beside the fact itself. */
export type EvaluationContext = {
  /** ISO 8601; `withinDays` and `olderThanDays` are unknown without it. */
  readonly now?: string
  /** The currency of amounts that are stored as a bare number; without it they are in the fact's own currency. */
  readonly currency_code?: string | null
}

export type LeafTest = (actual: FactValue, context: EvaluationContext) => Truth

export type OperatorDefinition = {
  readonly code: string
  /** In the builder's list of operators. */
  readonly label: Localized
  /** After the fact's name in a sentence; `{v}` is the value. */
  readonly verb: Localized
  /** After "and … was asked", "y se pedía …", "e pedia-se …". */
  readonly asked: Localized
  readonly takes: "none" | "one" | "two" | "many"
  readonly types: readonly FactType[]
  /** How its values are typed; as the fact when absent. A list's elements are texts. */
  readonly operand?: "days" | "text"
  /** The operator that is true exactly where this one is false. */
  readonly dual?: string
  /** A test with its value prepared once. The value is in canonical form (see `checkConditions`). */
  readonly compile: (type: FactType, value: ConditionValue) => LeafTest
}

const DAY = 86_400_000

const text = (en: string, es: string, pt: string): Localized => ({ en, es, pt })

/** Below, equal to or above 0; undefined when the two cannot be compared (another currency, an unreadable date). */
type Comparison = (actual: FactValue, context: EvaluationContext) => number | undefined

function comparisonWith(type: FactType, value: unknown): Comparison {
  if (type === "money") {
    return moneyComparison(value)
  }
  if (type === "date") {
    const expected = Date.parse(String(value))
    return (actual) => finite(Date.parse(String(actual)) - expected)
  }
  const expected = value as number
  return (actual) => (typeof actual === "number" ? finite(actual - expected) : undefined)
}

function moneyComparison(value: unknown): Comparison {
  const expected = isMoneyShape(value) ? value : { amount: value as number, currency_code: null }
  const amount = toAmount(expected.amount)
  return (actual, context) => {
    if (!isMoneyShape(actual) || !isAmount(actual.amount)) {
      return undefined
    }
    const currency = expected.currency_code ?? context.currency_code ?? actual.currency_code
    // Without a rate, money of another currency is neither more nor less.
    return currency === actual.currency_code ? compareAmounts(actual.amount, amount) : undefined
  }
}

function isMoneyShape(value: unknown): value is { amount: number | string; currency_code: string } {
  return typeof value === "object" && value !== null && "currency_code" in value
}

function finite(difference: number): number | undefined {
  return Number.isNaN(difference) ? undefined : difference
}

/** A test on the comparison with one value. */
function ordered(holds: (comparison: number) => boolean) {
  return (type: FactType, value: ConditionValue): LeafTest => {
    const compare = comparisonWith(type, value)
    return (actual, context) => {
      const comparison = compare(actual, context)
      return comparison === undefined ? "unknown" : holds(comparison)
    }
  }
}

/** Equal after the fact's type: amounts by value, texts and booleans exactly. */
function equality(wanted: boolean) {
  const byOrder = ordered((comparison) => (comparison === 0) === wanted)
  return (type: FactType, value: ConditionValue): LeafTest =>
    type === "number" || type === "money" || type === "date"
      ? byOrder(type, value)
      : known(typeof value, (actual) => (actual === value) === wanted)
}

function between(type: FactType, value: ConditionValue): LeafTest {
  const [low, high] = value as readonly [unknown, unknown]
  const [aboveLow, belowHigh] = [comparisonWith(type, low), comparisonWith(type, high)]
  return (actual, context) => {
    const [fromLow, fromHigh] = [aboveLow(actual, context), belowHigh(actual, context)]
    return fromLow === undefined || fromHigh === undefined
      ? "unknown"
      : fromLow >= 0 && fromHigh <= 0
  }
}

/** A test on a known value of one runtime type; anything else is unknown. */
function known(runtimeType: string, holds: (actual: never) => boolean): LeafTest {
  return (actual) =>
    typeof actual === runtimeType && !Number.isNaN(actual) ? holds(actual as never) : "unknown"
}

function membership(wanted: boolean) {
  return (type: FactType, value: ConditionValue): LeafTest => {
    const values = new Set(value as readonly unknown[])
    return known(type === "number" ? "number" : "string", (actual) => values.has(actual) === wanted)
  }
}

function textTest(holds: (actual: string, expected: string) => boolean) {
  return (_type: FactType, value: ConditionValue): LeafTest => {
    const expected = String(value)
    return known("string", (actual: string) => holds(actual, expected))
  }
}

function listTest(holds: (actual: ReadonlySet<string>, expected: readonly string[]) => boolean) {
  return (_type: FactType, value: ConditionValue): LeafTest => {
    const expected = (Array.isArray(value) ? value : [value]) as readonly string[]
    return (actual) =>
      Array.isArray(actual) ? holds(new Set(actual as string[]), expected) : "unknown"
  }
}

function containing(wanted: boolean) {
  const inText = textTest((actual, expected) => actual.includes(expected) === wanted)
  const inList = listTest((actual, expected) => actual.has(expected[0] as string) === wanted)
  return (type: FactType, value: ConditionValue): LeafTest =>
    (type === "list" ? inList : inText)(type, value)
}

/** Days between a date and now; a date in the future is not within the last days. */
function sinceDays(holds: (days: number, limit: number) => boolean) {
  return (_type: FactType, value: ConditionValue): LeafTest =>
    (actual, context) => {
      const age = finite(Date.parse(context.now ?? "") - Date.parse(String(actual)))
      return age === undefined ? "unknown" : holds(age / DAY, value as number)
    }
}

/**
 * The one table of operators. Every operator but `null` and `notNull` is unknown when the fact is; texts compare exactly,
 * capitals count; a date without a time is its first instant in UTC.
 */
export const OPERATORS: readonly OperatorDefinition[] = [
  {
    code: "=",
    label: text("is", "es", "é"),
    verb: text("is {v}", "es {v}", "é {v}"),
    asked: text("{v}", "{v}", "{v}"),
    takes: "one",
    types: ["number", "money", "text", "boolean"],
    dual: "!=",
    compile: equality(true),
  },
  {
    code: "!=",
    label: text("is not", "no es", "não é"),
    verb: text("is not {v}", "no es {v}", "não é {v}"),
    asked: text("anything but {v}", "algo distinto de {v}", "algo diferente de {v}"),
    takes: "one",
    types: ["number", "money", "text", "boolean"],
    dual: "=",
    compile: equality(false),
  },
  {
    code: "<",
    label: text("is less than", "es menor que", "é menor que"),
    verb: text("is less than {v}", "es menor que {v}", "é menor que {v}"),
    asked: text("less than {v}", "menos de {v}", "menos de {v}"),
    takes: "one",
    types: ["number", "money"],
    dual: ">=",
    compile: ordered((comparison) => comparison < 0),
  },
  {
    code: "<=",
    label: text("is at most", "es como máximo", "é no máximo"),
    verb: text("is at most {v}", "es como máximo {v}", "é no máximo {v}"),
    asked: text("at most {v}", "como máximo {v}", "no máximo {v}"),
    takes: "one",
    types: ["number", "money"],
    dual: ">",
    compile: ordered((comparison) => comparison <= 0),
  },
  {
    code: ">",
    label: text("is more than", "es mayor que", "é maior que"),
    verb: text("is more than {v}", "es mayor que {v}", "é maior que {v}"),
    asked: text("more than {v}", "más de {v}", "mais de {v}"),
    takes: "one",
    types: ["number", "money"],
    dual: "<=",
    compile: ordered((comparison) => comparison > 0),
  },
  {
    code: ">=",
    label: text("is at least", "es al menos", "é pelo menos"),
    verb: text("is at least {v}", "es al menos {v}", "é pelo menos {v}"),
    asked: text("at least {v}", "al menos {v}", "pelo menos {v}"),
    takes: "one",
    types: ["number", "money"],
    dual: "<",
    compile: ordered((comparison) => comparison >= 0),
  },
  {
    code: "between",
    label: text("is between", "está entre", "está entre"),
    verb: text("is between {v}", "está entre {v}", "está entre {v}"),
    asked: text("between {v}", "entre {v}", "entre {v}"),
    takes: "two",
    types: ["number", "money", "date"],
    compile: between,
  },
  {
    code: "in",
    label: text("is one of", "es uno de", "é um de"),
    verb: text("is one of {v}", "es uno de {v}", "é um de {v}"),
    asked: text("one of {v}", "uno de {v}", "um de {v}"),
    takes: "many",
    types: ["number", "text"],
    dual: "notIn",
    compile: membership(true),
  },
  {
    code: "notIn",
    label: text("is none of", "no es ninguno de", "não é nenhum de"),
    verb: text("is none of {v}", "no es ninguno de {v}", "não é nenhum de {v}"),
    asked: text("none of {v}", "ninguno de {v}", "nenhum de {v}"),
    takes: "many",
    types: ["number", "text"],
    dual: "in",
    compile: membership(false),
  },
  {
    code: "contains",
    label: text("contains", "contiene", "contém"),
    verb: text("contains {v}", "contiene {v}", "contém {v}"),
    asked: text("something with {v}", "algo con {v}", "algo com {v}"),
    takes: "one",
    types: ["text", "list"],
    operand: "text",
    dual: "doesNotContain",
    compile: containing(true),
  },
  {
    code: "doesNotContain",
    label: text("does not contain", "no contiene", "não contém"),
    verb: text("does not contain {v}", "no contiene {v}", "não contém {v}"),
    asked: text("something without {v}", "algo sin {v}", "algo sem {v}"),
    takes: "one",
    types: ["text", "list"],
    operand: "text",
    dual: "contains",
    compile: containing(false),
  },
  {
    code: "beginsWith",
    label: text("begins with", "empieza por", "começa com"),
    verb: text("begins with {v}", "empieza por {v}", "começa com {v}"),
    asked: text(
      "something that begins with {v}",
      "algo que empiece por {v}",
      "algo que comece com {v}"
    ),
    takes: "one",
    types: ["text"],
    compile: textTest((actual, expected) => actual.startsWith(expected)),
  },
  {
    code: "endsWith",
    label: text("ends with", "termina en", "termina com"),
    verb: text("ends with {v}", "termina en {v}", "termina com {v}"),
    asked: text(
      "something that ends with {v}",
      "algo que termine en {v}",
      "algo que termine com {v}"
    ),
    takes: "one",
    types: ["text"],
    compile: textTest((actual, expected) => actual.endsWith(expected)),
  },
  {
    code: "containsAny",
    label: text("contains any of", "contiene alguno de", "contém algum de"),
    verb: text("contains any of {v}", "contiene alguno de {v}", "contém algum de {v}"),
    asked: text("at least one of {v}", "al menos uno de {v}", "pelo menos um de {v}"),
    takes: "many",
    types: ["list"],
    operand: "text",
    dual: "containsNone",
    compile: listTest((actual, expected) => expected.some((item) => actual.has(item))),
  },
  {
    code: "containsAll",
    label: text("contains all of", "contiene todos", "contém todos"),
    verb: text("contains all of {v}", "contiene todos estos: {v}", "contém todos estes: {v}"),
    asked: text("all of {v}", "todos estos: {v}", "todos estes: {v}"),
    takes: "many",
    types: ["list"],
    operand: "text",
    compile: listTest((actual, expected) => expected.every((item) => actual.has(item))),
  },
  {
    code: "containsNone",
    label: text("contains none of", "no contiene ninguno de", "não contém nenhum de"),
    verb: text("contains none of {v}", "no contiene ninguno de {v}", "não contém nenhum de {v}"),
    asked: text("none of {v}", "ninguno de {v}", "nenhum de {v}"),
    takes: "many",
    types: ["list"],
    operand: "text",
    dual: "containsAny",
    compile: listTest((actual, expected) => !expected.some((item) => actual.has(item))),
  },
  {
    code: "before",
    label: text("is before", "es anterior a", "é anterior a"),
    verb: text("is before {v}", "es anterior a {v}", "é anterior a {v}"),
    asked: text("a time before {v}", "un momento anterior a {v}", "um momento anterior a {v}"),
    takes: "one",
    types: ["date"],
    compile: ordered((comparison) => comparison < 0),
  },
  {
    code: "after",
    label: text("is after", "es posterior a", "é posterior a"),
    verb: text("is after {v}", "es posterior a {v}", "é posterior a {v}"),
    asked: text("a time after {v}", "un momento posterior a {v}", "um momento posterior a {v}"),
    takes: "one",
    types: ["date"],
    compile: ordered((comparison) => comparison > 0),
  },
  {
    code: "withinDays",
    label: text("is within the last days", "está en los últimos días", "está nos últimos dias"),
    verb: text(
      "is within the last {v} days",
      "está en los últimos {v} días",
      "está nos últimos {v} dias"
    ),
    asked: text(
      "a time within the last {v} days",
      "un momento de los últimos {v} días",
      "um momento dos últimos {v} dias"
    ),
    takes: "one",
    types: ["date"],
    operand: "days",
    compile: sinceDays((days, limit) => days >= 0 && days <= limit),
  },
  {
    code: "olderThanDays",
    label: text("is longer ago than days", "es de hace más de días", "é de há mais de dias"),
    verb: text(
      "is more than {v} days ago",
      "es de hace más de {v} días",
      "é de há mais de {v} dias"
    ),
    asked: text(
      "a time more than {v} days ago",
      "un momento de hace más de {v} días",
      "um momento de há mais de {v} dias"
    ),
    takes: "one",
    types: ["date"],
    operand: "days",
    compile: sinceDays((days, limit) => days > limit),
  },
  {
    code: "null",
    label: text("is unknown", "es desconocido", "é desconhecido"),
    verb: text("is unknown", "es desconocido", "é desconhecido"),
    asked: text("no known value", "ningún valor conocido", "nenhum valor conhecido"),
    takes: "none",
    types: ["number", "money", "text", "boolean", "date", "list"],
    dual: "notNull",
    compile: () => (actual) => actual === undefined,
  },
  {
    code: "notNull",
    label: text("is known", "es conocido", "é conhecido"),
    verb: text("is known", "es conocido", "é conhecido"),
    asked: text("a known value", "un valor conocido", "um valor conhecido"),
    takes: "none",
    types: ["number", "money", "text", "boolean", "date", "list"],
    dual: "null",
    compile: () => (actual) => actual !== undefined,
  },
]

export const OPERATOR_BY_CODE: ReadonlyMap<string, OperatorDefinition> = new Map(
  OPERATORS.map((operator) => [operator.code, operator])
)

/** The codes that fit a type of fact, in the table's order. */
export function operatorsOf(type: FactType): readonly string[] {
  return OPERATORS.filter((operator) => operator.types.includes(type)).map(({ code }) => code)
}
