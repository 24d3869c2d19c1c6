import type { Catalog, Localized } from "../catalog/definitions"
import { describeActual } from "../condition/describe"
import { localized } from "../text/localized"
import { formatNumber, formatUnit } from "../text/format"
import type { DecisionTrace, Reason } from "./decision"
import type { Hold } from "./timing"

/**
 * What a person chose themselves and what kept something from them, told to that person: their frequency, their hours, their topics.
 * Null where it was something else, as the shop's own caps and quiet hours are.
 */
export function ownChoice(
  reason: Reason | null,
  trace: DecisionTrace,
  catalog: Catalog
): Localized | null {
  const hold = trace.caps?.hold ?? null
  if (reason === "capped" && hold?.kind === "cap" && hold.chosen_by === "person") {
    return frequencyText(hold)
  }
  if (reason === "quiet_hours" && hold?.kind === "quiet_hours" && hold.chosen_by === "person") {
    return hoursText(hold)
  }
  const unmet = reason === "condition_false" ? trace.failing : null
  return unmet?.field === "contact.topics" ? topicsText(unmet, catalog) : null
}

function frequencyText({ cap: { max, days } }: Extract<Hold, { kind: "cap" }>): Localized {
  return localized((language) => {
    const within = formatUnit(days, "day", language)
    return max === 0
      ? NONE_AT_ALL[language]
      : AT_MOST[language]
          .replace("{max}", formatNumber(max, language))
          .replace("{within}", () => within)
  })
}

const NONE_AT_ALL: Localized = {
  en: "you chose to get no offers",
  es: "elegiste no recibir ofertas",
  pt: "você escolheu não receber ofertas",
}
const AT_MOST: Localized = {
  en: "you chose to get at most {max} in {within}",
  es: "elegiste recibir como máximo {max} en {within}",
  pt: "você escolheu receber no máximo {max} em {within}",
}

function hoursText({
  quiet_hours: { from, to },
}: Extract<Hold, { kind: "quiet_hours" }>): Localized {
  return {
    en: `you chose to be left alone from ${from} to ${to}`,
    es: `elegiste que no te molesten de ${from} a ${to}`,
    pt: `você escolheu não ser incomodado das ${from} às ${to}`,
  }
}

function topicsText(leaf: NonNullable<DecisionTrace["failing"]>, catalog: Catalog): Localized {
  const fact = catalog.facts.get(leaf.field)
  return localized((language) =>
    leaf.actual === null
      ? OTHER_TOPICS[language]
      : CHOSEN_TOPICS[language].replace("{topics}", () => describeActual(leaf, fact, language))
  )
}

const OTHER_TOPICS: Localized = {
  en: "you chose other topics",
  es: "elegiste otros temas",
  pt: "você escolheu outros temas",
}
const CHOSEN_TOPICS: Localized = {
  en: "the topics that you chose are {topics}",
  es: "los temas que elegiste son {topics}",
  pt: "os temas que você escolheu são {topics}",
}
