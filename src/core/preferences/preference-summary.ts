import type { Localized } from "../catalog/definitions"
import type { Cap } from "../decision/timing"
import { dateText } from "../content/format-value"
import type { QuietHours } from "../schedule/quiet-hours"
import { formatNumber, formatUnit } from "../text/format"
import { type Language, listOf, localized } from "../text/localized"

/** What somebody chose, or is about to choose, with what the shop adds. */
export type ChosenPreferences = {
  /** Whether offers may come at all, on any channel that reaches out. */
  readonly marketing: boolean
  /** Whether content may be chosen from their own purchases, and anything be concluded about them. */
  readonly personal: boolean
  readonly profiling: boolean
  readonly frequency: { readonly max: number; readonly days: number } | null
  readonly quiet_hours: QuietHours | null
  /** ISO 8601. */
  readonly paused_until: string | null
  /** As the shop calls them. */
  readonly topics: readonly Localized[]
}

export type SummaryContext = {
  readonly now: string
  /** The person's zone, by whose clocks hours and dates are said. */
  readonly time_zone: string
  readonly shop: { readonly quiet_hours: QuietHours | null; readonly caps: readonly Cap[] }
}

/** What the choices mean, in plain words: one sentence each, the first about offers, the last about what always comes. */
export function preferenceSummary(
  chosen: ChosenPreferences,
  context: SummaryContext
): readonly Localized[] {
  return [
    ...offers(chosen, context),
    chosen.profiling ? LEARNS : LEARNS_NOTHING,
    chosen.profiling && chosen.personal ? PERSONAL : NEUTRAL,
    ALWAYS,
  ]
}

const NONE: Localized = {
  en: "No offers and no news.",
  es: "Ni ofertas ni novedades.",
  pt: "Nem ofertas nem novidades.",
}
const LEARNS: Localized = {
  en: "What you buy and look at is used to find out what may interest you.",
  es: "Lo que compras y miras se usa para saber qué puede interesarte.",
  pt: "O que você compra e olha é usado para saber o que pode lhe interessar.",
}
const LEARNS_NOTHING: Localized = {
  en: "Nothing is concluded from what you buy and look at.",
  es: "No se saca ninguna conclusión de lo que compras y miras.",
  pt: "Nada é concluído do que você compra e olha.",
}
const PERSONAL: Localized = {
  en: "The shop may show what fits your purchases.",
  es: "La tienda puede mostrarte lo que encaja con tus compras.",
  pt: "A loja pode mostrar o que combina com suas compras.",
}
const NEUTRAL: Localized = {
  en: "The shop shows you what it shows everybody.",
  es: "La tienda te muestra lo mismo que a todo el mundo.",
  pt: "A loja mostra a você o mesmo que a todos.",
}
const ALWAYS: Localized = {
  en: "Receipts and notices about your orders always come.",
  es: "Los recibos y avisos sobre tus pedidos llegan siempre.",
  pt: "Recibos e avisos sobre seus pedidos sempre chegam.",
}

function offers(chosen: ChosenPreferences, context: SummaryContext): readonly Localized[] {
  if (!chosen.marketing || chosen.frequency?.max === 0) {
    return [NONE]
  }
  const { paused_until: until, topics } = chosen
  const paused = until !== null && Date.parse(until) > Date.parse(context.now)
  return [
    chosen.frequency === null ? shopsFrequency(context.shop.caps) : ownFrequency(chosen.frequency),
    ...hours(chosen.quiet_hours, context),
    ...(topics.length === 0 ? [] : [about(topics)]),
    ...(paused ? [pause(until, context.time_zone)] : []),
  ]
}

const PERIODS: Readonly<Record<number, Localized>> = {
  1: { en: "a day", es: "al día", pt: "por dia" },
  7: { en: "a week", es: "a la semana", pt: "por semana" },
  // As long as the longest month: then no month holds more.
  31: { en: "a month", es: "al mes", pt: "por mês" },
}

function per(days: number, language: Language): string {
  const within = { en: "in {v}", es: "en {v}", pt: "em {v}" }[language]
  return PERIODS[days]?.[language] ?? within.replace("{v}", formatUnit(days, "day", language))
}

const atMost = ({ max, days }: Pick<Cap, "max" | "days">, language: Language): string =>
  `${formatNumber(max, language)} ${per(days, language)}`

export function ownFrequency(frequency: {
  readonly max: number
  readonly days: number
}): Localized {
  const one = frequency.max === 1
  return localized((language) => {
    const [count, ...period] = atMost(frequency, language).split(" ")
    const noun = {
      en: one ? "offer" : "offers",
      es: one ? "oferta" : "ofertas",
      pt: one ? "oferta" : "ofertas",
    }[language]
    const start = { en: "Up to", es: "Hasta", pt: "Até" }[language]
    return `${start} ${count} ${noun} ${period.join(" ")}.`
  })
}

export function shopsFrequency(caps: readonly Cap[]): Localized {
  if (caps.length === 0) {
    return {
      en: "Offers as often as the shop has some.",
      es: "Ofertas siempre que la tienda tenga alguna.",
      pt: "Ofertas sempre que a loja tiver alguma.",
    }
  }
  return localized((language) => {
    const limits = listOf([...new Set(caps.map((cap) => atMost(cap, language)))], language)
    return {
      en: `Offers as often as the shop allows itself: at most ${limits}.`,
      es: `Ofertas con la frecuencia que se permite la tienda: como máximo ${limits}.`,
      pt: `Ofertas na frequência que a loja se permite: no máximo ${limits}.`,
    }[language]
  })
}

export function hours(own: QuietHours | null, context: SummaryContext): readonly Localized[] {
  const quiet = own ?? context.shop.quiet_hours
  if (quiet === null) {
    return []
  }
  const { from, to } = quiet
  const zone = context.time_zone
  return [
    {
      en: `Never between ${from} and ${to} (${zone}).`,
      es: `Nunca entre las ${from} y las ${to} (${zone}).`,
      pt: `Nunca entre ${from} e ${to} (${zone}).`,
    },
  ]
}

const about = (topics: readonly Localized[]): Localized =>
  localized((language) => {
    const names = listOf(
      topics.map((topic) => topic[language]),
      language
    )
    return {
      en: `Topics that you like: ${names}.`,
      es: `Temas que te gustan: ${names}.`,
      pt: `Temas de que você gosta: ${names}.`,
    }[language]
  })

const pause = (until: string, zone: string): Localized =>
  localized((language) => {
    const day = dateText(until, language, zone)
    return {
      en: `Nothing of it until ${day}.`,
      es: `Nada de ello hasta el ${day}.`,
      pt: `Nada disso até ${day}.`,
    }[language]
  })
