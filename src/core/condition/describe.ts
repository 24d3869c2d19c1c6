import type { FactDefinition, Localized } from "../catalog/definitions"
import { formatMoney, toAmount } from "../money/money"
import { formatInstant, formatNumber } from "../text/format"
import { type Language, listOf, LOCALE_OF } from "../text/localized"
import type {
  ConditionRule,
  ConditionTrace,
  ConditionValue,
  FactValue,
  Money,
  Scalar,
} from "./condition"
import { OPERATOR_BY_CODE, type OperatorDefinition } from "./operators"

type Leaf = Extract<ConditionTrace, { kind: "rule" }>
type Known = Pick<FactDefinition, "code" | "type" | "label" | "phrase" | "options">

const MANY = 10

const YES: Localized = { en: "yes", es: "sí", pt: "sim" }
const NO: Localized = { en: "no", es: "no", pt: "não" }
const NOTHING: Localized = { en: "empty", es: "vacía", pt: "vazia" }

/** A fact inside a sentence: "the order total", or its label in quotes, or its code when it is gone. */
export function factPhrase(fact: Known | undefined, code: string, language: Language): string {
  if (fact?.phrase !== undefined) {
    return fact.phrase[language]
  }
  const name = fact?.label[language] ?? code
  return language === "es" ? `«${name}»` : `“${name}”`
}

/** What was there: "£31.20". Not for unknown values. */
export function describeActual(leaf: Leaf, fact: Known | undefined, language: Language): string {
  return describe(leaf.actual as ConditionValue, fact, language, null)
}

/** A fact's value in words. */
export const describeValue = (
  value: Exclude<FactValue, undefined>,
  fact: Known,
  language: Language
): string => describe(value as ConditionValue, fact, language, null)

/** What was asked for: "at least £40.00". */
export function describeAsked(leaf: Leaf, fact: Known | undefined, language: Language): string {
  const currency = isMoney(leaf.actual) ? leaf.actual.currency_code : null
  const value = describeOperand(leaf.operator, leaf.expected, fact, language, currency)
  return OPERATOR_BY_CODE.get(leaf.operator)?.asked[language].replace("{v}", () => value) ?? value
}

/** A rule as a clause: "the order total is at least £40.00". */
export function describeRule(
  rule: ConditionRule,
  fact: Known | undefined,
  language: Language
): string {
  const value = describeOperand(rule.operator, rule.value, fact, language, null)
  const verb = OPERATOR_BY_CODE.get(rule.operator)?.verb[language] ?? `${rule.operator} {v}`
  return `${factPhrase(fact, rule.field, language)} ${verb.replace("{v}", () => value)}`
}

function describeOperand(
  code: string,
  value: ConditionValue,
  fact: Known | undefined,
  language: Language,
  currency: string | null
): string {
  const operator: OperatorDefinition | undefined = OPERATOR_BY_CODE.get(code)
  if (operator?.takes === "none") {
    return ""
  }
  const asFact = operator?.operand === undefined ? fact : undefined
  if (operator?.takes === "two" && Array.isArray(value)) {
    return listOf(
      (value as readonly Scalar[]).map((item) => describe(item, asFact, language, currency)),
      language
    )
  }
  return describe(value, asFact, language, currency)
}

function describe(
  value: ConditionValue,
  fact: Known | undefined,
  language: Language,
  currency: string | null
): string {
  if (Array.isArray(value)) {
    return describeList(value, fact, language, currency)
  }
  if (isMoney(value)) {
    return formatMoney(
      { amount: toAmount(value.amount), currency_code: value.currency_code },
      LOCALE_OF[language]
    )
  }
  if (typeof value === "boolean") {
    return (value ? YES : NO)[language]
  }
  if (typeof value === "number") {
    return fact?.type === "money" && currency !== null
      ? formatMoney({ amount: toAmount(value), currency_code: currency }, LOCALE_OF[language])
      : formatNumber(value, language)
  }
  return describeText(String(value), fact, language)
}

function describeList(
  values: readonly (string | number | boolean)[],
  fact: Known | undefined,
  language: Language,
  currency: string | null
): string {
  if (values.length === 0) {
    return NOTHING[language]
  }
  const shown = values.slice(0, MANY).map((item) => describe(item, fact, language, currency))
  return [...shown, ...(values.length > MANY ? ["…"] : [])].join(", ")
}

function describeText(text: string, fact: Known | undefined, language: Language): string {
  if (fact?.type === "date") {
    return formatInstant(text, language)
  }
  const option = fact?.options?.find(({ value }) => value === text)
  return option?.label[language] ?? text
}

function isMoney(
  value: FactValue | ConditionValue | null
): value is Money | { amount: number | string; currency_code: string } {
  return typeof value === "object" && value !== null && "currency_code" in value
}
