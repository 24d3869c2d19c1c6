import type { Localized } from "../catalog/definitions"
import { formatNumber, formatUnit } from "../text/format"
import { localized } from "../text/localized"

/** What the caps did to one automation's messages in some days. */
export type CappedMessages = {
  /** Went later than they would have. */
  readonly later: number
  /** Expired before there was room. */
  readonly lost: number
  /** Still wait. */
  readonly waiting: number
  /** Of the people who were sent something, the share that reached the automation's goal; null where too few were, or there is no goal. */
  readonly share: number | null
}

/**
 * The goals that were lost with the messages, if those people had done as the others did: an upper bound, because some do it
 * without a message. Null where it cannot be said of every automation that lost one.
 */
export function goalsLost(automations: readonly CappedMessages[]): number | null {
  const losing = automations.filter(({ lost }) => lost > 0)
  return losing.length === 0 || losing.some(({ share }) => share === null)
    ? null
    : losing.reduce((sum, { lost, share }) => sum + lost * (share ?? 0), 0)
}

/** What the caps cost, in a line. */
export function capCostSentence(automations: readonly CappedMessages[], days: number): Localized {
  const total = (of: (one: CappedMessages) => number) =>
    automations.reduce((sum, one) => sum + of(one), 0)
  const lost = total((one) => one.lost)
  const goals = goalsLost(automations)
  return localized((language) => {
    const values = {
      days: formatUnit(days, "day", language),
      lost: formatNumber(lost, language),
      later: formatNumber(
        total((one) => one.later),
        language
      ),
      waiting: formatNumber(
        total((one) => one.waiting),
        language
      ),
      goals: goals === null ? "" : formatNumber(Math.round(goals * 10) / 10, language),
    }
    return [
      lost === 0 ? WORDS.nothing : WORDS.lost,
      WORDS.others,
      ...(goals === null ? [] : [WORDS.goals]),
    ]
      .map((text) =>
        text[language].replace(/\{(\w+)\}/g, (_, name: keyof typeof values) => values[name])
      )
      .join(" ")
  })
}

const WORDS = {
  nothing: {
    en: "In the last {days} no message was lost to the caps.",
    es: "En los últimos {days} ningún mensaje se perdió por los límites.",
    pt: "Nos últimos {days} nenhuma mensagem se perdeu por causa dos limites.",
  },
  lost: {
    en: "Messages lost to the caps in the last {days}, because they expired before there was room: {lost}.",
    es: "Mensajes perdidos por los límites en los últimos {days}, porque vencieron antes de que hubiera sitio: {lost}.",
    pt: "Mensagens perdidas por causa dos limites nos últimos {days}, porque venceram antes de haver espaço: {lost}.",
  },
  others: {
    en: "Sent later because of them: {later}; still waiting: {waiting}.",
    es: "Enviados más tarde por ellos: {later}; aún en espera: {waiting}.",
    pt: "Enviadas mais tarde por causa deles: {later}; ainda esperando: {waiting}.",
  },
  goals: {
    en: "Had those people done as the others did, they would have reached about {goals} goals.",
    es: "Si esas personas hubieran hecho como las demás, habrían alcanzado unas {goals} metas.",
    pt: "Se essas pessoas tivessem feito como as outras, teriam alcançado cerca de {goals} metas.",
  },
} as const satisfies Readonly<Record<string, Localized>>
