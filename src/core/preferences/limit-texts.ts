import type { Localized } from "../catalog/definitions"
import { dateText } from "../content/format-value"
import { localized } from "../text/localized"
import type { LimitPatch, Limits } from "./limits"
import { hours, ownFrequency, shopsFrequency, type SummaryContext } from "./preference-summary"

const NO_PAUSE: Localized = {
  en: "Offers are not paused any more.",
  es: "Las ofertas ya no están en pausa.",
  pt: "As ofertas não estão mais em pausa.",
}
const ANY_HOUR: Localized = {
  en: "Offers at any hour.",
  es: "Ofertas a cualquier hora.",
  pt: "Ofertas a qualquer hora.",
}
const NO_ZONE: Localized = {
  en: "Your time zone is the one of your address.",
  es: "Tu zona horaria es la de tu dirección.",
  pt: "Seu fuso horário é o do seu endereço.",
}

/** What a change of limits means, one sentence each, for whoever is asked whether they want it. */
export function limitTexts(patch: LimitPatch, context: SummaryContext): readonly Localized[] {
  const { paused_until, frequency, quiet_hours, time_zone } = patch
  return [
    ...(paused_until === undefined ? [] : [pauseText(paused_until, context)]),
    ...(frequency === undefined ? [] : [frequencyText(frequency, context)]),
    ...(quiet_hours === undefined ? [] : hoursText(quiet_hours, context)),
    ...(time_zone === undefined ? [] : [zoneText(time_zone)]),
  ]
}

function pauseText(until: string | null, { now, time_zone }: SummaryContext): Localized {
  if (until === null || Date.parse(until) <= Date.parse(now)) {
    return NO_PAUSE
  }
  return localized((language) => {
    const day = dateText(until, language, time_zone)
    return {
      en: `No offers until ${day}, and not longer.`,
      es: `Sin ofertas hasta el ${day}, y no más tiempo.`,
      pt: `Sem ofertas até ${day}, e não por mais tempo.`,
    }[language]
  })
}

const frequencyText = (frequency: Limits["frequency"], { shop }: SummaryContext): Localized =>
  frequency === null ? shopsFrequency(shop.caps) : ownFrequency(frequency)

function hoursText(quiet: Limits["quiet_hours"], context: SummaryContext): readonly Localized[] {
  const said = hours(quiet, context)
  return said.length === 0 ? [ANY_HOUR] : said
}

const zoneText = (zone: string | null): Localized =>
  zone === null
    ? NO_ZONE
    : {
        en: `Your time zone is ${zone}.`,
        es: `Tu zona horaria es ${zone}.`,
        pt: `Seu fuso horário é ${zone}.`,
      }
