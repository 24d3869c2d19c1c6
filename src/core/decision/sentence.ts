import type { Catalog, Localized } from "../catalog/definitions"
import { isGroup } from "../condition/compile"
import type { ConditionGroup } from "../condition/condition"
import { describeRule } from "../condition/describe"
import { formatMoney } from "../money/money"
import { formatMinutes, formatNumber, formatPercent, formatUnit } from "../text/format"
import { type Language, listOf, localized } from "../text/localized"
import type { ActionCall, AutomationDefinition, Reentry, Step } from "./automation"
import { waitClause } from "./wait-clause"

export type Names = {
  readonly templates: ReadonlyMap<string, string>
  readonly placements: ReadonlyMap<string, string>
}

const WORDS = {
  if: { en: "if", es: "si", pt: "se" },
  and: { en: " and ", es: " y ", pt: " e " },
  or: { en: " or ", es: " o ", pt: " ou " },
  otherwise: {
    en: " or, where that cannot reach them, ",
    es: " o, a quien no se pueda llegar así, ",
    pt: " ou, a quem não se chega assim, ",
  },
  not: { en: "it is not so that", es: "no se cumple que", pt: "não é verdade que" },
  once: {
    en: "Only once per person.",
    es: "Solo una vez por persona.",
    pt: "Só uma vez por pessoa.",
  },
  once_per: {
    en: "At most once in {v} per person.",
    es: "Como máximo una vez cada {v} por persona.",
    pt: "No máximo uma vez a cada {v} por pessoa.",
  },
  holdout: {
    en: "{v} of people are left out, to compare.",
    es: "El {v} de las personas queda fuera, para comparar.",
    pt: "{v} das pessoas ficam de fora, para comparar.",
  },
  per_day: {
    en: "At most {v} a day in all.",
    es: "Como máximo {v} al día en total.",
    pt: "No máximo {v} por dia no total.",
  },
  per_month: {
    en: "At most {v} of discount a month.",
    es: "Como máximo {v} de descuento al mes.",
    pt: "No máximo {v} de desconto por mês.",
  },
  nothing: { en: "do nothing", es: "no hacer nada", pt: "não fazer nada" },
} satisfies Record<string, Localized>

/**
 * An automation read back: "When an order is placed, if the order total is at least €40.00: at once issue a coupon for
 * 10% off, valid for 30 days and send the e-mail “Thank you”. Only once per person."
 */
export function automationSentence(
  definition: AutomationDefinition,
  catalog: Catalog,
  names: Names
): Localized {
  return localized((language) =>
    [
      `${opening(definition, catalog, language)}: ${steps(definition, catalog, names, language)}.`,
      ...reentry(definition.reentry, language),
      ...holdout(definition.holdout_percent, language),
      ...budget(definition.budget, language),
    ].join(" ")
  )
}

function opening(definition: AutomationDefinition, catalog: Catalog, language: Language): string {
  const { code, args } = definition.trigger
  const trigger = catalog.triggers.get(code)
  // What an automation of an earlier version does not say is as the trigger has it.
  const inBraces = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (_, key: string) => {
      const arg = trigger?.args.find((one) => one.key === key)
      const given = args[key] ?? arg?.default
      const chosen = arg?.options?.find(({ value }) => value === given)
      return chosen?.phrase
        ? inBraces(chosen.phrase[language])
        : (chosen?.label[language] ?? argText(key, given, language))
    })
  const when = inBraces(trigger?.sentence?.[language] ?? trigger?.label[language] ?? code)
  return [when, ...ifClause(definition.conditions, catalog, language)].join(", ")
}

/** An argument as people say it: "2 days", "€500.00"; a bare amount is in the shop's currency, which it does not name. */
function argText(key: string, value: unknown, language: Language): string {
  if (typeof value === "object" && value !== null && "amount" in value) {
    const { amount, currency_code } = value as { amount: number; currency_code: string }
    return formatMoney({ amount: String(amount), currency_code }, language)
  }
  if (typeof value !== "number") {
    return typeof value === "string" ? value : "…"
  }
  return key.endsWith("minutes")
    ? formatMinutes(value, language)
    : key === "days"
      ? formatUnit(value, "day", language)
      : formatNumber(value, language)
}

function ifClause(
  conditions: ConditionGroup | null,
  catalog: Catalog,
  language: Language
): readonly string[] {
  return conditions === null
    ? []
    : [`${WORDS.if[language]} ${groupClause(conditions, catalog, language)}`]
}

/** Conditions as a clause; a group inside a group stands in parentheses. */
function groupClause(group: ConditionGroup, catalog: Catalog, language: Language): string {
  const parts = group.rules.map((rule) =>
    isGroup(rule)
      ? `(${groupClause(rule, catalog, language)})`
      : describeRule(rule, catalog.facts.get(rule.field), language)
  )
  const clause = parts.join(WORDS[group.combinator][language])
  return group.not === true ? `${WORDS.not[language]} (${clause})` : clause
}

function steps(
  definition: AutomationDefinition,
  catalog: Catalog,
  names: Names,
  language: Language
): string {
  return definition.steps.map((step) => stepClause(step, catalog, names, language)).join("; ")
}

function stepClause(step: Step, catalog: Catalog, names: Names, language: Language): string {
  const when = waitClause(step.wait, catalog, language)
  const actions = step.actions.map((call) => callClause(call, catalog, names, language))
  const does = actions.length === 0 ? WORDS.nothing[language] : listOf(actions, language)
  const [condition] = ifClause(step.conditions, catalog, language)
  return condition === undefined ? `${when} ${does}` : `${when}, ${condition}, ${does}`
}

/** "send the message “Gift” by SMS, or where that reaches nobody send the e-mail “Gift”" */
function callClause(
  { otherwise = [], ...call }: ActionCall,
  catalog: Catalog,
  names: Names,
  language: Language
): string {
  return [call, ...otherwise]
    .map((one) => actionClause(one, catalog, names, language))
    .join(WORDS.otherwise[language])
}

function actionClause(
  call: ActionCall,
  catalog: Catalog,
  names: Names,
  language: Language
): string {
  const { template_id: template, placement } = call.args
  const named = {
    ...call.args,
    ...(typeof template === "string" && { template_id: names.templates.get(template) ?? template }),
    ...(typeof placement === "string" && {
      placement: names.placements.get(placement) ?? placement,
    }),
  }
  return catalog.actions.get(call.code)?.sentence(named)[language] ?? call.code
}

function reentry(rule: Reentry, language: Language): readonly string[] {
  switch (rule.kind) {
    case "always":
      return []
    case "once":
      return [WORDS.once[language]]
    case "once_per_days":
      return [WORDS.once_per[language].replace("{v}", formatUnit(rule.days, "day", language))]
  }
}

function holdout(percent: number, language: Language): readonly string[] {
  return percent === 0
    ? []
    : [WORDS.holdout[language].replace("{v}", formatPercent(percent, language))]
}

function budget(given: AutomationDefinition["budget"], language: Language): readonly string[] {
  const { deliveries_per_day: deliveries = null, discount_per_month: discount = null } = given ?? {}
  const money = discount && { ...discount, amount: String(discount.amount) }
  return [
    ...(deliveries === null
      ? []
      : [WORDS.per_day[language].replace("{v}", formatNumber(deliveries, language))]),
    ...(money === null
      ? []
      : [WORDS.per_month[language].replace("{v}", () => formatMoney(money, language))]),
  ]
}
