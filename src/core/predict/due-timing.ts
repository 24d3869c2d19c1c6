import type { Localized } from "../catalog/definitions"
import { formatInstant, formatPercent, formatUnit } from "../text/format"
import { type Language, localized } from "../text/localized"

/**
 * When somebody hears of a product that is needed again: so many days before the day, or when buying it begins to be likely. What is
 * used up is told by the day, what somebody grows tired of by the rise.
 */
export const DUE_TIMINGS = ["day", "rise"] as const
export type DueTiming = (typeof DUE_TIMINGS)[number]

/** An automation that an earlier version saved says nothing of it. */
export const dueTimingOf = (value: unknown): DueTiming => (value === "rise" ? "rise" : "day")

type Moment = Readonly<Record<string, unknown>>

/** By what the day was chosen, and from what it is known: of the moment itself, as it was found. Null where it does not say. */
export function sayDueTiming(moment: Moment): Localized | null {
  const { known_by, due_on, days } = moment
  if (typeof due_on !== "string" || typeof days !== "number") {
    return null
  }
  return localized((language) => {
    const said = SAYS[language]
    if (known_by === "told") {
      return said.told(
        formatInstant(String(moment.said_on), language),
        formatInstant(due_on, language)
      )
    }
    const due = formatInstant(due_on, language)
    const before = formatUnit(days, "day", language)
    const source = known_by === "plan" ? said.plan : said.learned(shareOf(moment, language))
    if (dueTimingOf(moment.when) === "day") {
      return `${said.day(due, before)} ${source}`
    }
    return typeof moment.likely_on === "string"
      ? `${said.rise(formatInstant(moment.likely_on, language), due)} ${source}`
      : `${said.unclear(due, before)} ${source}`
  })
}

const shareOf = ({ own_weight }: Moment, language: Language): string =>
  formatPercent(typeof own_weight === "number" ? own_weight * 100 : 0, language)

type Says = {
  readonly day: (due: string, before: string) => string
  readonly rise: (from: string, due: string) => string
  readonly unclear: (due: string, before: string) => string
  readonly told: (said: string, asked: string) => string
  readonly plan: string
  readonly learned: (own: string) => string
}

const SAYS: Readonly<Record<Language, Says>> = {
  en: {
    day: (due, before) => `Told ${before} before ${due}, when it is needed again.`,
    rise: (from, due) =>
      `Told when buying it again begins to be likely, from ${from} on; half would have by ${due}.`,
    unclear: (due, before) =>
      `Since when buying it again is likely cannot be told, so told ${before} before ${due}, when it is needed again.`,
    told: (said, asked) =>
      `They said on ${said} that they did not need it yet, and are reminded again from ${asked} on.`,
    plan: "The day is what the plan states.",
    learned: (own) =>
      `The day is learned from all buyers; their own purchases count for ${own} of it.`,
  },
  es: {
    day: (due, before) => `Se avisa ${before} antes del ${due}, cuando hará falta otra vez.`,
    rise: (from, due) =>
      `Se avisa cuando empieza a ser probable que lo compre otra vez, desde el ${from}; la mitad lo habría hecho hasta el ${due}.`,
    unclear: (due, before) =>
      `No se puede saber desde cuándo es probable que lo compre otra vez; por eso se avisa ${before} antes del ${due}, cuando hará falta.`,
    told: (said, asked) =>
      `Dijo el ${said} que aún no le hacía falta; se le recuerda otra vez desde el ${asked}.`,
    plan: "El día es el que dice el plan.",
    learned: (own) =>
      `El día se aprendió de todos los compradores; sus propias compras cuentan un ${own}.`,
  },
  pt: {
    day: (due, before) => `Avisado ${before} antes de ${due}, quando fará falta de novo.`,
    rise: (from, due) =>
      `Avisado quando começa a ser provável que compre de novo, a partir de ${from}; metade teria comprado até ${due}.`,
    unclear: (due, before) =>
      `Não dá para saber desde quando é provável que compre de novo; por isso foi avisado ${before} antes de ${due}, quando fará falta.`,
    told: (said, asked) =>
      `Disse em ${said} que ainda não precisava; é lembrado de novo a partir de ${asked}.`,
    plan: "O dia é o que o plano diz.",
    learned: (own) =>
      `O dia foi aprendido de todos os compradores; as próprias compras contam ${own}.`,
  },
}
