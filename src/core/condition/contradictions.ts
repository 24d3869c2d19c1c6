import type { FactDefinition, Localized } from "../catalog/definitions"
import { compareAmounts, toAmount } from "../money/money"
import { localized } from "../text/localized"
import { isGroup } from "./compile"
import type { ConditionGroup, ConditionRule, ConditionValue } from "./condition"
import { describeRule } from "./describe"

type Facts = ReadonlyMap<string, FactDefinition>
type Bound = { readonly at: string; readonly open: boolean }
/** The values that a rule lets through, as decimals; amounts of two currencies cannot be compared. */
type Range = { readonly unit: string; readonly low: Bound | null; readonly high: Bound | null }

/**
 * What no person can ever fulfil: two rules on one number, amount or date that exclude each other although both are asked
 * for. Legal, for a shop may mean to fill the second one in later, and worth a word. One warning per group and fact.
 */
export function contradictions(group: ConditionGroup | null, facts: Facts): readonly Localized[] {
  // Under a "not" the same pair is always fulfilled instead, which the sentence of the automation says well enough.
  if (group === null || group.not === true) {
    return []
  }
  const own = group.combinator === "and" ? contradictionsOf(rulesTogether(group), facts) : []
  const below = group.combinator === "and" ? groupsApart(group) : group.rules.filter(isGroup)
  return [...own, ...below.flatMap((inner) => contradictions(inner, facts))]
}

const isJoined = (node: ConditionRule | ConditionGroup): node is ConditionGroup =>
  isGroup(node) && node.combinator === "and" && node.not !== true

/** The rules that must all hold: those of "and" groups inside an "and" group count as its own. */
const rulesTogether = (group: ConditionGroup): readonly ConditionRule[] =>
  group.rules.flatMap((node) =>
    isJoined(node) ? rulesTogether(node) : isGroup(node) ? [] : [node]
  )

const groupsApart = (group: ConditionGroup): readonly ConditionGroup[] =>
  group.rules.flatMap((node) => (isJoined(node) ? groupsApart(node) : isGroup(node) ? [node] : []))

function contradictionsOf(rules: readonly ConditionRule[], facts: Facts): readonly Localized[] {
  const fields = [...new Set(rules.map(({ field }) => field))]
  return fields.flatMap((field) => {
    const fact = facts.get(field)
    const pair = fact === undefined ? null : excluding(rules, fact)
    return pair === null ? [] : [warningOf(pair, fact as FactDefinition)]
  })
}

type Pair = readonly [ConditionRule, ConditionRule]

function excluding(rules: readonly ConditionRule[], fact: FactDefinition): Pair | null {
  const ranges = rules
    .filter(({ field }) => field === fact.code)
    .flatMap((rule) => {
      const range = rangeOf(rule, fact)
      return range === null ? [] : [{ rule, range }]
    })
  for (const [index, one] of ranges.entries()) {
    const other = ranges.slice(index + 1).find(({ range }) => areApart(one.range, range))
    if (other !== undefined) {
      return [one.rule, other.rule]
    }
  }
  return null
}

function rangeOf({ operator, value }: ConditionRule, fact: FactDefinition): Range | null {
  const values = Array.isArray(value) ? (value as readonly ConditionValue[]) : [value]
  const [first, second] = values.map((one) => measure(one, fact))
  if (first === undefined || first === null) {
    return null
  }
  const { at, unit } = first
  switch (operator) {
    case "=":
      return { unit, low: { at, open: false }, high: { at, open: false } }
    case ">":
    case "after":
      return { unit, low: { at, open: true }, high: null }
    case ">=":
      return { unit, low: { at, open: false }, high: null }
    case "<":
    case "before":
      return { unit, low: null, high: { at, open: true } }
    case "<=":
      return { unit, low: null, high: { at, open: false } }
    case "between":
      return second
        ? { unit, low: { at, open: false }, high: { at: second.at, open: false } }
        : null
    default:
      return null
  }
}

function measure(
  value: ConditionValue,
  { type }: FactDefinition
): { readonly at: string; readonly unit: string } | null {
  if (type === "date" && typeof value === "string") {
    return { at: toAmount(Date.parse(value)), unit: "" }
  }
  if ((type === "number" || type === "money") && typeof value === "number") {
    return { at: toAmount(value), unit: "" }
  }
  if (type === "money" && typeof value === "object" && value !== null && "amount" in value) {
    return { at: toAmount(value.amount), unit: value.currency_code }
  }
  return null
}

const areApart = (a: Range, b: Range): boolean =>
  a.unit === b.unit && (isAbove(a.low, b.high) || isAbove(b.low, a.high))

function isAbove(low: Bound | null, high: Bound | null): boolean {
  if (low === null || high === null) {
    return false
  }
  const order = compareAmounts(low.at, high.at)
  return order > 0 || (order === 0 && (low.open || high.open))
}

const warningOf = ([one, other]: Pair, fact: FactDefinition): Localized =>
  localized((language) =>
    WARNING[language]
      .replace("{a}", () => describeRule(one, fact, language))
      .replace("{b}", () => describeRule(other, fact, language))
  )

const WARNING: Localized = {
  en: "Nobody can ever fulfil both “{a}” and “{b}”; change one of them, or let one of the two be enough.",
  es: "Nadie puede cumplir a la vez «{a}» y «{b}»; cambie una de las dos o deje que baste con una.",
  pt: "Ninguém pode cumprir ao mesmo tempo “{a}” e “{b}”; mude uma das duas ou deixe que uma baste.",
}
