import type { Localized } from "../catalog/definitions"
import {
  EXTRA_COMPONENTS,
  type ExtraComponent,
  type TierBreakdown,
  type TierComponent,
  type TierHeld,
} from "./tier"

type Language = keyof Localized
type Option = NonNullable<TierBreakdown["distance"]>["options"][number]

/** Everything that a sentence about a tier needs, once per language. */
type Words = {
  readonly head: (tier: string, score: string) => string
  /** The head where the score alone would give another tier. */
  readonly heldHead: (tier: string, score: string) => string
  readonly held: Readonly<Record<TierHeld["kind"], (next: string, date: string) => string>>
  readonly part: Readonly<
    Record<TierComponent["name"], (value: string, one: boolean, count: number) => string>
  >
  /** Customers who were brought, without what they spent: that is theirs. */
  readonly brought: (count: number) => string
  readonly points: (points: string) => string
  readonly unknown: string
  readonly noRate: (currencies: string) => string
  /** Of an extra component, as long as the history is too short for it. */
  readonly notYet: Readonly<Record<ExtraComponent, string>>
  readonly ignored: string
  readonly distance: (to: string, missing: string) => string
  readonly options: Readonly<Record<Option["name"], (missing: string, one: boolean) => string>>
  readonly anyOf: string
  readonly together: string
  readonly highest: string
}

const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    head: (tier, score) => `${tier}, because the score is ${score} of 5`,
    heldHead: (tier, score) => `${tier} for now, with a score of ${score} of 5`,
    held: {
      stay: (next, date) => `${next} on ${date}: after a change a tier stays for a while`,
      band: (next) => `not ${next}, because the score is hardly too low`,
      grace: (next, date) => `${next} on ${date}, unless the score rises`,
      rate: (next) => `not ${next}, because it is unknown what was spent`,
      membership: (next) => `not ${next}, because a membership grants it`,
    },
    part: {
      recency: (days, one) => `last order ${days} ${one ? "day" : "days"} ago`,
      frequency: (orders, one) => `${orders} ${one ? "order" : "orders"}`,
      monetary: (amount) => `${amount} spent`,
      returns: (share) => `${share} given back`,
      discounts: (share) => `${share} bought at a discount`,
      potential: (amount) => `${amount} expected in a year`,
      margin: (amount) => `${amount} left after costs`,
      service: (amount) => `service has cost ${amount}`,
      referrals: (amount, _one, count) =>
        count === 0
          ? "brought no customer who bought"
          : `brought ${count} ${count === 1 ? "customer" : "customers"} who spent ${amount}`,
      wallet: (share) => `buys ${share} of what they need here, by their own word`,
    },
    brought: (count) => `brought ${count} ${count === 1 ? "customer" : "customers"} who bought`,
    points: (points) => `${points} of 5 points`,
    unknown: "money spent unknown in the shop's currency, left out",
    noRate: (currencies) => `money spent unknown without a rate for ${currencies}, left out`,
    notYet: {
      returns: "returns not known yet, left out",
      discounts: "reliance on discounts not known yet, left out",
      potential: "expected value not known yet, left out",
      margin: "margin unknown because a cost or a rate is missing, left out",
      service: "cost of service not known yet, left out",
      referrals: "what the customers they brought spent is unknown without a rate, left out",
      wallet: "share of what they need not told, left out",
    },
    ignored: "not weighed",
    distance: (to, missing) => `${to} is ${missing} away`,
    options: {
      recency: (days, one) => `a last order at most ${days} ${one ? "day" : "days"} ago`,
      frequency: (orders, one) => `${orders} more ${one ? "order" : "orders"}`,
      monetary: (amount) => `${amount} more spent`,
      referrals: (amount) => `${amount} more spent by customers whom they bring`,
    },
    anyOf: "any one of these would do",
    together: "no single step would do, several together would",
    highest: "the highest tier",
  },
  es: {
    head: (tier, score) => `${tier}, porque la puntuación es ${score} de 5`,
    heldHead: (tier, score) => `${tier} por ahora, con una puntuación de ${score} de 5`,
    held: {
      stay: (next, date) => `${next} el ${date}: tras un cambio, un nivel se mantiene un tiempo`,
      band: (next) => `no ${next}, porque a la puntuación le falta muy poco`,
      grace: (next, date) => `${next} el ${date}, si la puntuación no sube`,
      rate: (next) => `no ${next}, porque no se sabe cuánto se gastó`,
      membership: (next) => `no ${next}, porque una membresía lo otorga`,
    },
    part: {
      recency: (days, one) => `último pedido hace ${days} ${one ? "día" : "días"}`,
      frequency: (orders, one) => `${orders} ${one ? "pedido" : "pedidos"}`,
      monetary: (amount) => `${amount} gastados`,
      returns: (share) => `${share} devuelto`,
      discounts: (share) => `${share} comprado con descuento`,
      potential: (amount) => `${amount} esperados en un año`,
      margin: (amount) => `${amount} quedan tras los costes`,
      service: (amount) => `la atención ha costado ${amount}`,
      referrals: (amount, _one, count) =>
        count === 0
          ? "no trajo a ningún cliente que comprara"
          : `trajo a ${count} ${count === 1 ? "cliente que gastó" : "clientes que gastaron"} ${amount}`,
      wallet: (share) => `compra aquí el ${share} de lo que necesita, según dice`,
    },
    brought: (count) =>
      `trajo a ${count} ${count === 1 ? "cliente que compró" : "clientes que compraron"}`,
    points: (points) => `${points} de 5 puntos`,
    unknown: "gasto desconocido en la moneda de la tienda, no se tiene en cuenta",
    noRate: (currencies) =>
      `gasto desconocido sin tipo de cambio para ${currencies}, no se tiene en cuenta`,
    notYet: {
      returns: "devoluciones aún desconocidas, no se tienen en cuenta",
      discounts: "uso de descuentos aún desconocido, no se tiene en cuenta",
      potential: "valor esperado aún desconocido, no se tiene en cuenta",
      margin: "margen desconocido porque falta un coste o un tipo de cambio, no se tiene en cuenta",
      service: "coste de atención aún desconocido, no se tiene en cuenta",
      referrals:
        "gasto de los clientes que trajo desconocido sin tipo de cambio, no se tiene en cuenta",
      wallet: "no ha dicho qué parte de lo que necesita compra aquí, no se tiene en cuenta",
    },
    ignored: "sin peso",
    distance: (to, missing) => `para ${to} faltan ${missing}`,
    options: {
      recency: (days, one) =>
        `un último pedido de hace como máximo ${days} ${one ? "día" : "días"}`,
      frequency: (orders, one) => `${orders} ${one ? "pedido" : "pedidos"} más`,
      monetary: (amount) => `${amount} más de gasto`,
      referrals: (amount) => `${amount} más de gasto de los clientes que traiga`,
    },
    anyOf: "bastaría con una de estas cosas",
    together: "no basta un solo paso, hacen falta varios a la vez",
    highest: "el nivel más alto",
  },
  pt: {
    head: (tier, score) => `${tier}, porque a pontuação é ${score} de 5`,
    heldHead: (tier, score) => `${tier} por enquanto, com uma pontuação de ${score} de 5`,
    held: {
      stay: (next, date) => `${next} em ${date}: após uma mudança, um nível é mantido por um tempo`,
      band: (next) => `não ${next}, porque falta muito pouco à pontuação`,
      grace: (next, date) => `${next} em ${date}, se a pontuação não subir`,
      rate: (next) => `não ${next}, porque não se sabe quanto foi gasto`,
      membership: (next) => `não ${next}, porque uma assinatura o concede`,
    },
    part: {
      recency: (days, one) => `último pedido há ${days} ${one ? "dia" : "dias"}`,
      frequency: (orders, one) => `${orders} ${one ? "pedido" : "pedidos"}`,
      monetary: (amount) => `${amount} gastos`,
      returns: (share) => `${share} devolvido`,
      discounts: (share) => `${share} comprado com desconto`,
      potential: (amount) => `${amount} esperados em um ano`,
      margin: (amount) => `${amount} restam após os custos`,
      service: (amount) => `o atendimento custou ${amount}`,
      referrals: (amount, _one, count) =>
        count === 0
          ? "não trouxe nenhum cliente que comprasse"
          : `trouxe ${count} ${count === 1 ? "cliente que gastou" : "clientes que gastaram"} ${amount}`,
      wallet: (share) => `compra aqui ${share} do que precisa, segundo diz`,
    },
    brought: (count) =>
      `trouxe ${count} ${count === 1 ? "cliente que comprou" : "clientes que compraram"}`,
    points: (points) => `${points} de 5 pontos`,
    unknown: "gasto desconhecido na moeda da loja, não é considerado",
    noRate: (currencies) =>
      `gasto desconhecido sem taxa de câmbio para ${currencies}, não é considerado`,
    notYet: {
      returns: "devoluções ainda desconhecidas, não são consideradas",
      discounts: "uso de descontos ainda desconhecido, não é considerado",
      potential: "valor esperado ainda desconhecido, não é considerado",
      margin: "margem desconhecida porque falta um custo ou uma taxa de câmbio, não é considerada",
      service: "custo de atendimento ainda desconhecido, não é considerado",
      referrals: "gasto dos clientes que trouxe desconhecido sem taxa de câmbio, não é considerado",
      wallet: "não disse que parte do que precisa compra aqui, não é considerado",
    },
    ignored: "sem peso",
    distance: (to, missing) => `para ${to} faltam ${missing}`,
    options: {
      recency: (days, one) => `um último pedido há no máximo ${days} ${one ? "dia" : "dias"}`,
      frequency: (orders, one) => `mais ${orders} ${one ? "pedido" : "pedidos"}`,
      monetary: (amount) => `mais ${amount} em compras`,
      referrals: (amount) => `mais ${amount} em compras dos clientes que trouxer`,
    },
    anyOf: "qualquer um destes bastaria",
    together: "um só passo não basta, são precisos vários juntos",
    highest: "o nível mais alto",
  },
}

const LOCALES: Readonly<Record<Language, string>> = { en: "en", es: "es", pt: "pt-BR" }

/** Why a customer has this tier and what is missing to the next, as one sentence in each language. */
export function tierSentence(breakdown: TierBreakdown): Localized {
  return {
    en: sentence(breakdown, "en"),
    es: sentence(breakdown, "es"),
    pt: sentence(breakdown, "pt"),
  }
}

function sentence(breakdown: TierBreakdown, language: Language): string {
  const words = WORDS[language]
  const score = decimals(breakdown.score, language)
  const parts = breakdown.components.map((part) => describePart(part, breakdown, language))
  const { tier, held } = breakdown
  const head = (held === undefined ? words.head : words.heldHead)(tier, score)
  const rest = [
    ...(held === undefined ? [] : [describeHeld(held, language)]),
    // Who rises soon has nothing left to do for it.
    ...(held?.kind === "stay" ? [] : [describeDistance(breakdown, language)]),
  ].map((text) => ` ${capitalise(text)}.`)
  return `${head}: ${parts.join("; ")}.${rest.join("")}`
}

const isExtra = (name: TierComponent["name"]): name is ExtraComponent =>
  (EXTRA_COMPONENTS as readonly string[]).includes(name)

function describeHeld({ kind, next, until }: TierHeld, language: Language): string {
  const day = new Intl.DateTimeFormat(LOCALES[language], { dateStyle: "long", timeZone: "UTC" })
  return WORDS[language].held[kind](next, until === null ? "" : day.format(new Date(until)))
}

function describePart(part: TierComponent, breakdown: TierBreakdown, language: Language): string {
  const words = WORDS[language]
  if (part.value === null && part.count !== undefined && part.points > 0) {
    return `${words.brought(part.count)} (${pointsText(part, language)})`
  }
  if (part.value === null) {
    if (isExtra(part.name)) {
      return words.notYet[part.name]
    }
    const missing = breakdown.missing_rates ?? []
    return missing.length === 0
      ? words.unknown
      : words.noRate(missing.map((code) => code.toUpperCase()).join(", "))
  }
  const text = words.part[part.name](
    amountOf(part.name, part.value, part.currency_code ?? breakdown.currency_code, language),
    part.value === 1,
    part.count ?? 0
  )
  return `${text} (${pointsText(part, language)})`
}

const pointsText = ({ weight, points }: TierComponent, language: Language): string =>
  weight === 0 ? WORDS[language].ignored : WORDS[language].points(decimals(points, language))

function describeDistance(breakdown: TierBreakdown, language: Language): string {
  const words = WORDS[language]
  if (breakdown.distance === null) {
    return words.highest
  }
  const { to, score_missing, options } = breakdown.distance
  const head = words.distance(to, decimals(score_missing, language))
  if (options.length === 0) {
    return `${head}: ${words.together}`
  }
  const steps = options.map((option) =>
    words.options[option.name](
      amountOf(option.name, option.missing, breakdown.currency_code, language),
      option.missing === 1
    )
  )
  return `${head}: ${steps.join("; ")}${steps.length > 1 ? ` (${words.anyOf})` : ""}`
}

const MONEY: ReadonlySet<TierComponent["name"]> = new Set([
  "monetary",
  "potential",
  "margin",
  "service",
  "referrals",
])

const SHARES: ReadonlySet<TierComponent["name"]> = new Set(["returns", "discounts", "wallet"])

function amountOf(
  name: TierComponent["name"],
  value: number,
  currency: string | null | undefined,
  language: Language
): string {
  if (SHARES.has(name)) {
    return new Intl.NumberFormat(LOCALES[language], {
      style: "percent",
      maximumFractionDigits: 0,
    }).format(value)
  }
  if (!MONEY.has(name) || currency == null) {
    return decimals(value, language)
  }
  return new Intl.NumberFormat(LOCALES[language], {
    style: "currency",
    currency: currency.toUpperCase(),
  }).format(value)
}

const decimals = (value: number, language: Language): string =>
  new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: 2 }).format(value)

const capitalise = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
