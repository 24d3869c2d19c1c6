import type { Localized } from "../catalog/definitions"
import type { IncidentKind } from "../incident/incident"
import type { ValueDefinition } from "../profile/worth"
import { formatNumber, formatPercent, formatUnit } from "../text/format"
import { type Language, listOf, localized } from "../text/localized"
import { DEFAULT_COSTS } from "./costs"
import { PART_WORDS, POLICY_WORDS, TROUBLES } from "./policy-words"
import { DEFAULT_STABILITY } from "./settle-tier"
import { EXTRA_COMPONENTS, EXTRA_CUTS, type TierComponent, type TierPolicy } from "./tier"

type Part = TierComponent["name"]

/** Whose measure is an amount of the policy's currency, and whose a share. */
const AMOUNTS: ReadonlySet<Part> = new Set([
  "monetary",
  "potential",
  "margin",
  "service",
  "referrals",
])
const SHARES: ReadonlySet<Part> = new Set(["returns", "discounts", "wallet"])
const LESS_IS_BETTER: ReadonlySet<Part> = new Set(["recency", "returns", "discounts", "service"])

/**
 * The policy in force as a text that people can be held to: what is measured, with which weight and which points, where tiers begin, what
 * keeps them, and what a customer costs. Made from the configuration alone, so that it says what is done; a paragraph per entry.
 */
export function policyDocument(
  policy: TierPolicy,
  version: number,
  value: ValueDefinition
): readonly Localized[] {
  const weighed = partsOf(policy).filter(({ weight }) => weight > 0)
  const all = weighed.reduce((sum, { weight }) => sum + weight, 0)
  const observed = (policy.observed ?? []).filter((name) => (policy.weights[name] ?? 0) === 0)
  return [
    say("head", () => [String(version)]),
    say("worth", (l) => [
      POLICY_WORDS[l].counted.tax[value.tax],
      POLICY_WORDS[l].counted.shipping[value.shipping],
    ]),
    ...weighed.map((part) => partText(part, all, policy)),
    ...(observed.length === 0 ? [] : [say("observed", (l) => [listOf(namesOf(observed, l), l)])]),
    say("unknown", () => []),
    tiersText(policy),
    stabilityText(policy),
    ...costTexts(policy, value),
    ...(policy.rates === undefined || policy.rates.length === 0
      ? []
      : [say("rates", (l) => [formatNumber(policy.rates?.length ?? 0, l)])]),
    say("objection", () => []),
  ]
}

type Weighed = { readonly name: Part; readonly weight: number; readonly cuts: readonly number[] }

function partsOf(policy: TierPolicy): readonly Weighed[] {
  const { weights } = policy
  return [
    { name: "recency", weight: weights.recency, cuts: policy.recency_days },
    { name: "frequency", weight: weights.frequency, cuts: policy.frequency },
    { name: "monetary", weight: weights.monetary, cuts: policy.monetary },
    ...EXTRA_COMPONENTS.map((name) => ({
      name,
      weight: weights[name] ?? 0,
      cuts: policy[name] ?? EXTRA_CUTS[name],
    })),
  ]
}

function partText({ name, weight, cuts }: Weighed, all: number, policy: TierPolicy): Localized {
  const measured = (value: number, language: Language): string =>
    AMOUNTS.has(name)
      ? amountText(value, policy.currency_code, language)
      : SHARES.has(name)
        ? formatPercent(value * 100, language)
        : formatNumber(value, language)
  // The best first: 5 points, then one less for each cut.
  const steps = LESS_IS_BETTER.has(name) ? cuts : [...cuts].reverse()
  return localized((language) => {
    const words = POLICY_WORDS[language]
    const bound = LESS_IS_BETTER.has(name) ? words.upTo : words.from
    const points = steps.map((cut, i) => bound(String(5 - i), measured(cut, language)))
    const { title, measure } = PART_WORDS[name][language]
    return words.part(title, formatPercent((weight / all) * 100, language), measure, points)
  })
}

const amountText = (value: number, currency: string | null, language: Language): string =>
  currency === null
    ? formatNumber(value, language)
    : `${formatNumber(value, language)} ${currency.toUpperCase()}`

function tiersText({ thresholds, shares }: TierPolicy): Localized {
  return shares == null
    ? say("thresholds", (l) => [formatNumber(thresholds.a, l), formatNumber(thresholds.b, l)])
    : say("shares", (l) => [
        formatPercent(shares.a * 100, l),
        formatPercent(shares.b * 100, l),
        formatNumber(thresholds.a, l),
        formatNumber(thresholds.b, l),
      ])
}

const stabilityText = ({ stability = DEFAULT_STABILITY }: TierPolicy): Localized =>
  say("stability", (l) => [
    formatNumber(stability.band, l),
    formatUnit(stability.grace_days, "day", l),
    formatUnit(stability.minimum_stay_days, "day", l),
  ])

/** Only where something of it is measured. */
function costTexts(
  { weights, observed = [], costs = DEFAULT_COSTS, currency_code }: TierPolicy,
  value: ValueDefinition
): readonly Localized[] {
  const isMeasured = (name: "margin" | "service") =>
    (weights[name] ?? 0) > 0 || observed.includes(name)
  const troubles = Object.entries(costs.incidents) as [IncidentKind, number | undefined][]
  return [
    ...(isMeasured("margin")
      ? [
          say("goods", () => [costs.key]),
          costs.goods_share === null
            ? say("noShare", () => [])
            : say("share", (l) => [formatPercent((costs.goods_share ?? 0) * 100, l)]),
          say("other", (l) => [
            formatPercent(costs.other_share * 100, l),
            othersOf(value, l).join(", "),
          ]),
        ]
      : []),
    ...(isMeasured("service")
      ? [
          say("troubles", (l) => [
            troubles.length === 0
              ? POLICY_WORDS[l].nothing
              : listOf(
                  troubles.map(
                    ([kind, cost]) =>
                      `${TROUBLES[kind][l]} ${amountText(cost ?? 0, currency_code, l)}`
                  ),
                  l
                ),
          ]),
        ]
      : []),
  ]
}

/** What does not count is not taken from what counts. */
function othersOf({ tax, shipping }: ValueDefinition, language: Language): readonly string[] {
  const { others } = POLICY_WORDS[language]
  return [
    ...(tax === "included" ? [others.tax] : []),
    ...(shipping === "included" ? [others.shipping] : []),
    others.fees,
  ]
}

const namesOf = (names: readonly Part[], language: Language): string[] =>
  names.map((name) => PART_WORDS[name][language].title.toLowerCase())

type Sentence = keyof (typeof POLICY_WORDS)["en"]["says"]

const say = (name: Sentence, values: (language: Language) => readonly string[]): Localized =>
  localized((language) => {
    const given = values(language)
    return POLICY_WORDS[language].says[name].replace(
      /\{(\d)\}/g,
      (_, place: string) => given[Number(place)] ?? ""
    )
  })
