import type { Localized } from "../catalog/definitions"
import { formatNumber, formatPercent } from "../text/format"
import { localized, type Language } from "../text/localized"

export type GroupResult = {
  readonly people: number
  readonly people_reached: number
  readonly people_open: number
}

/** Below so many people a share says more about chance than about the automation. */
export const FEWEST_PEOPLE = 100

/** The share of people who reached the goal, from 0 to 1; null while there are too few of them to say. */
export function shareOf(group: GroupResult): number | null {
  return group.people < FEWEST_PEOPLE ? null : group.people_reached / group.people
}

/** What was counted, in words; no share before there is enough, and nothing that was not counted. */
export function resultSentence(
  sent: GroupResult,
  holdout: GroupResult,
  hasGoal: boolean
): Localized {
  return localized((language) =>
    [
      ...(hasGoal ? judgement(sent, holdout, language) : [WORDS.noGoal[language]]),
      ...(sent.people_open > 0 && hasGoal
        ? [fill(WORDS.open[language], { open: formatNumber(sent.people_open, language) })]
        : []),
    ].join(" ")
  )
}

function judgement(sent: GroupResult, holdout: GroupResult, language: Language): string[] {
  const values = {
    sent: formatNumber(sent.people, language),
    sentReached: formatNumber(sent.people_reached, language),
    held: formatNumber(holdout.people, language),
    heldReached: formatNumber(holdout.people_reached, language),
    fewest: formatNumber(FEWEST_PEOPLE, language),
    sentShare: shareText(sent, language),
    heldShare: shareText(holdout, language),
  }
  if (sent.people < FEWEST_PEOPLE) {
    return [fill(WORDS.tooFew[language], values)]
  }
  const reached = fill(WORDS.reached[language], values)
  if (holdout.people === 0) {
    return [reached, WORDS.noHoldout[language]]
  }
  return [
    reached,
    fill((holdout.people < FEWEST_PEOPLE ? WORDS.fewHeldOut : WORDS.heldOut)[language], values),
  ]
}

const shareText = (group: GroupResult, language: Language): string =>
  group.people === 0
    ? ""
    : formatPercent(Math.round((1000 * group.people_reached) / group.people) / 10, language)

const fill = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "")

const WORDS = {
  noGoal: {
    en: "This automation has no goal, so nobody can say what it achieved. Choose one under Limits and measuring.",
    es: "Esta automatización no tiene objetivo medible, así que nadie puede decir qué logró. Elija una meta en Límites y medición.",
    pt: "Esta automação não tem meta, então ninguém pode dizer o que ela alcançou. Escolha uma em Limites e medição.",
  },
  tooFew: {
    en: "Not enough data yet: {sentReached} of {sent} people reached the goal, and below {fewest} people a percentage would be chance.",
    es: "Aún no hay datos suficientes: {sentReached} de {sent} personas alcanzaron la meta, y con menos de {fewest} personas un porcentaje sería azar.",
    pt: "Ainda não há dados suficientes: {sentReached} de {sent} pessoas alcançaram a meta, e com menos de {fewest} pessoas uma porcentagem seria acaso.",
  },
  reached: {
    en: "{sentReached} of {sent} people reached the goal ({sentShare}).",
    es: "{sentReached} de {sent} personas alcanzaron la meta ({sentShare}).",
    pt: "{sentReached} de {sent} pessoas alcançaram a meta ({sentShare}).",
  },
  noHoldout: {
    en: "Nobody was left out to compare, so it is not known how many would have done so anyway.",
    es: "No se dejó a nadie fuera para comparar, así que no se sabe cuántas lo habrían hecho de todos modos.",
    pt: "Ninguém ficou de fora para comparar, então não se sabe quantas teriam feito isso de qualquer forma.",
  },
  fewHeldOut: {
    en: "Not enough data yet to compare: {heldReached} of {held} people who were left out reached it, too.",
    es: "Aún no hay datos suficientes para comparar: {heldReached} de {held} personas que quedaron fuera también la alcanzaron.",
    pt: "Ainda não há dados suficientes para comparar: {heldReached} de {held} pessoas que ficaram de fora também a alcançaram.",
  },
  heldOut: {
    en: "Of the people who were left out, {heldReached} of {held} did ({heldShare}).",
    es: "De las personas que quedaron fuera, lo hicieron {heldReached} de {held} ({heldShare}).",
    pt: "Das pessoas que ficaram de fora, {heldReached} de {held} o fizeram ({heldShare}).",
  },
  open: {
    en: "{open} people still have time for it.",
    es: "{open} personas aún tienen tiempo para ello.",
    pt: "{open} pessoas ainda têm tempo para isso.",
  },
} as const satisfies Readonly<Record<string, Localized>>
