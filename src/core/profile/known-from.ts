import type { Localized } from "../catalog/definitions"
import { formatInstant, formatNumber } from "../text/format"
import { type Language, localized } from "../text/localized"
import type { TierReason } from "../value/tier-change"

/** One purchase, as a fact names what it came from. */
export type KnownPurchase = {
  /** What people call it: Medusa's number of the order, elsewhere its id there. */
  readonly name: string
  readonly occurred_at: string
}

/** What happened with a customer, as far as facts are computed from it; null where it did not. */
export type KnownSources = {
  readonly first: KnownPurchase | null
  readonly last: KnownPurchase | null
  /** Purchases that count. */
  readonly count: number
  readonly tier_change: { readonly at: string; readonly reason: TierReason } | null
  /** When the value score was last computed. */
  readonly scored_at: string | null
  /** The day up to which the last night saw the shop. */
  readonly foretold_on: string | null
}

type Source = "first" | "last" | "all" | "tier" | "score" | "night"

const SOURCE_OF: Readonly<Record<string, Source>> = {
  "profile.order_count": "all",
  "profile.item_count": "all",
  "profile.total_spent": "all",
  "profile.average_order_value": "all",
  "profile.returned_share": "all",
  "profile.first_order_at": "first",
  "profile.last_order_at": "last",
  "profile.days_since_last_order": "last",
  "profile.tier": "tier",
  "profile.score": "score",
  "profile.margin": "score",
  "profile.service_cost": "score",
  "profile.referral_count": "score",
  "profile.p_alive": "night",
  "profile.churn_risk": "night",
  "profile.expected_orders_90d": "night",
  "profile.expected_value_1y": "night",
  "profile.next_order_due": "night",
  "profile.replacement_due_product_ids": "night",
  "profile.buyer_class": "night",
  "profile.discount_reliance": "night",
}

/** Facts of a profile that say what they came from. */
export const KNOWN_FACTS: readonly string[] = Object.keys(SOURCE_OF)

/** From which event a computed fact came, in words; null where nobody can say. */
export function knownFrom(fact: string, known: KnownSources): Localized | null {
  switch (SOURCE_OF[fact]) {
    case "first":
      return known.first && ofOrder(known.first)
    case "last":
      return known.last && ofOrder(known.last)
    case "all":
      return known.last && ofAll(known.count, known.last)
    case "tier":
      return known.tier_change && ofChange(known.tier_change)
    case "score":
      return known.scored_at === null ? null : on(known.scored_at, WORDS.scored)
    case "night":
      return known.foretold_on === null ? null : on(known.foretold_on, WORDS.night)
    default:
      return null
  }
}

const fill = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "")

const ofOrder = ({ name, occurred_at }: KnownPurchase): Localized =>
  localized((language) => fill(WORDS.order[language], { name, day: dayOf(occurred_at, language) }))

const ofAll = (count: number, { name, occurred_at }: KnownPurchase): Localized =>
  localized((language) =>
    fill(WORDS.all[language], {
      count: formatNumber(count, language),
      name,
      day: dayOf(occurred_at, language),
    })
  )

const ofChange = ({ at, reason }: { at: string; reason: TierReason }): Localized =>
  localized((language) =>
    fill(WORDS.tier[language], { reason: REASONS[reason][language], day: dayOf(at, language) })
  )

const on = (instant: string, words: Localized): Localized =>
  localized((language) => fill(words[language], { day: dayOf(instant, language) }))

const dayOf = (instant: string, language: Language): string =>
  formatInstant(instant.slice(0, 10), language)

const WORDS = {
  order: {
    en: "Order {name} of {day}",
    es: "Pedido {name} del {day}",
    pt: "Pedido {name} de {day}",
  },
  all: {
    en: "Orders that count: {count}; the last is {name} of {day}",
    es: "Pedidos que cuentan: {count}; el último es {name} del {day}",
    pt: "Pedidos que contam: {count}; o último é {name} de {day}",
  },
  tier: { en: "{reason}, {day}", es: "{reason}, {day}", pt: "{reason}, {day}" },
  scored: {
    en: "Value score of {day}",
    es: "Puntuación de valor del {day}",
    pt: "Pontuação de valor de {day}",
  },
  night: {
    en: "Forecast from the purchases up to {day}",
    es: "Pronóstico con las compras hasta el {day}",
    pt: "Previsão com as compras até {day}",
  },
} as const satisfies Readonly<Record<string, Localized>>

const REASONS: Readonly<Record<TierReason, Localized>> = {
  purchase: { en: "A purchase", es: "Una compra", pt: "Uma compra" },
  refund: {
    en: "A refund or a cancellation",
    es: "Un reembolso o una cancelación",
    pt: "Um reembolso ou um cancelamento",
  },
  time: { en: "Time that passed", es: "El paso del tiempo", pt: "O passar do tempo" },
  policy: { en: "A changed policy", es: "Un cambio de política", pt: "Uma mudança de política" },
  history: {
    en: "An older history that became known",
    es: "Un historial anterior que se conoció",
    pt: "Um histórico anterior que se conheceu",
  },
  figures: {
    en: "Another figure of the score",
    es: "Otra cifra de la puntuación",
    pt: "Outro valor da pontuação",
  },
  membership: { en: "A membership", es: "Una membresía", pt: "Uma assinatura" },
}
