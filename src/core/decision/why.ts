import type { Catalog, FactDefinition, Localized } from "../catalog/definitions"
import { isOnRequest } from "../catalog/on-request"
import type { ConditionTrace } from "../condition/condition"
import { dateText } from "../content/format-value"
import { formatMoney } from "../money/money"
import type { DecisionTrace } from "./decision"

type Factor = { readonly label: string; readonly value: string }

export type Why = {
  readonly text: string
  readonly factors: readonly Factor[]
}

type Language = keyof Localized

const BECAUSE: Localized = {
  en: "You see this because: ",
  es: "Ves esto porque: ",
  pt: "Você vê isto porque: ",
}
const EVERYBODY: Localized = {
  en: "Everybody sees this; nothing about you was used.",
  es: "Lo ve todo el mundo; no se usó ningún dato tuyo.",
  pt: "Todos veem isto; nenhum dado seu foi usado.",
}
const BOOLEAN = {
  true: { en: "yes", es: "sí", pt: "sim" },
  false: { en: "no", es: "no", pt: "não" },
} as const

/**
 * A decision in words for the person whom it was about: what caused it and which of their facts counted, with the values
 * as they were. It tells nothing that the person did not give or do.
 */
export function whyForShopper(
  trace: DecisionTrace,
  catalog: Catalog,
  language: Language,
  timeZone = "UTC"
): Why & { readonly cause: readonly Factor[] } {
  const trigger = catalog.triggers.get(trace.trigger.code)
  const factors = leaves(trace.conditions)
    .filter((leaf) => leaf.result === true && leaf.actual !== null && leaf.actual !== undefined)
    .map((leaf) => ({
      label: catalog.facts.get(leaf.field)?.label[language] ?? leaf.field,
      value: valueText(leaf.actual, catalog.facts.get(leaf.field), language),
    }))
  const onRequest = isOnRequest(trace.trigger.code, catalog)
  const cause =
    onRequest || trigger === undefined
      ? []
      : [
          {
            label: trigger.label[language],
            value: dateText(trace.trigger.occurred_at, language, timeZone),
          },
        ]
  const all = [...cause, ...factors]
  return {
    text:
      all.length === 0
        ? EVERYBODY[language]
        : BECAUSE[language] + all.map(({ label, value }) => `${label} (${value})`).join(", "),
    factors: all,
    cause,
  }
}

export const everybodySees = (language: Language): Why => ({
  text: EVERYBODY[language],
  factors: [],
})

function leaves(node: ConditionTrace | null): Extract<ConditionTrace, { kind: "rule" }>[] {
  if (node === null) {
    return []
  }
  return node.kind === "rule" ? [node] : node.children.flatMap(leaves)
}

function valueText(value: unknown, fact: FactDefinition | undefined, language: Language): string {
  const named = (one: unknown) =>
    fact?.options?.find((option) => option.value === one)?.label[language] ?? String(one)
  if (typeof value === "boolean") {
    return BOOLEAN[value ? "true" : "false"][language]
  }
  if (Array.isArray(value)) {
    return value.map(named).join(", ")
  }
  if (typeof value === "object" && value !== null && "amount" in value) {
    return formatMoney(value as { amount: string; currency_code: string }, language)
  }
  return typeof value === "string" && /^\d{4}-\d{2}-\d{2}T/.test(value)
    ? dateText(value, language, "UTC")
    : named(value)
}
