import type { Localized } from "../catalog/definitions"
import type { IncidentKind } from "../incident/incident"
import type { PersonZone, ZoneSource } from "../schedule/person-zone"
import { formatInstantIn, formatNumber, formatUnit } from "../text/format"
import { localized } from "../text/localized"
import type { Hold } from "./timing"

const ZONE_SOURCES: Readonly<Record<ZoneSource, Localized>> = {
  preference: {
    en: "the zone that the person chose",
    es: "la zona que eligió la persona",
    pt: "o fuso que a pessoa escolheu",
  },
  browser: {
    en: "the zone of their browser",
    es: "la zona de su navegador",
    pt: "o fuso do navegador",
  },
  address: {
    en: "the zone of their last address",
    es: "la zona de su última dirección",
    pt: "o fuso do último endereço",
  },
  shop: { en: "the shop's zone", es: "la zona de la tienda", pt: "o fuso da loja" },
}

/** Why something waits, as the end of a sentence that began with "because". */
export function holdClause(hold: Hold): Localized {
  switch (hold.kind) {
    case "quiet_hours":
      return quietClause(hold)
    case "cap":
      return capClause(hold)
    case "incident":
      return incidentClause(hold)
    case "budget":
      return budgetClause(hold)
    case "rival":
      return {
        en: `another automation with priority ${formatNumber(hold.priority, "en")} comes before it and there is room for one`,
        es: `otra automatización con prioridad ${formatNumber(hold.priority, "es")} va antes y solo queda sitio para una`,
        pt: `outra automação com prioridade ${formatNumber(hold.priority, "pt")} vem antes e só há espaço para uma`,
      }
  }
}

function quietClause({
  quiet_hours: { from, to },
  chosen_by,
  zone,
}: Extract<Hold, { kind: "quiet_hours" }>): Localized {
  const own = chosen_by === "person"
  return {
    en: `${own ? "the person's own quiet hours are" : "quiet hours are"} ${from} to ${to} (${zone.zone}, ${ZONE_SOURCES[zone.source].en})`,
    es: `${own ? "sus propias horas de descanso son" : "las horas de descanso son"} de ${from} a ${to} (${zone.zone}, ${ZONE_SOURCES[zone.source].es})`,
    pt: `${own ? "o horário de silêncio da própria pessoa é" : "o horário de silêncio é"} das ${from} às ${to} (${zone.zone}, ${ZONE_SOURCES[zone.source].pt})`,
  }
}

const INCIDENTS: Readonly<Record<IncidentKind, Localized>> = {
  return: { en: "a return", es: "una devolución", pt: "uma devolução" },
  claim: { en: "a claim", es: "una reclamación", pt: "uma reclamação" },
  exchange: { en: "an exchange", es: "un cambio", pt: "uma troca" },
  refund: { en: "a refund", es: "un reembolso", pt: "um reembolso" },
  failed_delivery: {
    en: "a delivery that failed",
    es: "una entrega fallida",
    pt: "uma entrega que falhou",
  },
  complaint: { en: "a complaint", es: "una queja", pt: "uma queixa" },
}

function incidentClause({
  incident,
  since,
  open,
  count,
  zone,
}: Extract<Hold, { kind: "incident" }>): Localized {
  return localized((language) => {
    const what = INCIDENTS[incident][language]
    const from = formatInstantIn(since, language, zone.zone)
    const several = count > 1 ? SEVERAL[language].replace("{n}", formatNumber(count, language)) : ""
    return `${(open ? GOES_ON : JUST_OVER)[language].replace("{what}", what).replace("{from}", from)}${several}`
  })
}

const GOES_ON: Localized = {
  en: "{what} of the person is open since {from}, and nothing is offered until it is over",
  es: "{what} de la persona sigue sin resolver desde {from}, y no se ofrece nada hasta que termine",
  pt: "{what} da pessoa segue sem solução desde {from}, e nada é oferecido até terminar",
}
const JUST_OVER: Localized = {
  en: "{what} of the person, from {from}, is over only just, and nothing is offered for some days",
  es: "{what} de la persona, de {from}, acaba de terminar, y no se ofrece nada durante unos días",
  pt: "{what} da pessoa, de {from}, acabou há pouco, e nada é oferecido por alguns dias",
}
const SEVERAL: Localized = {
  en: " ({n} within two weeks)",
  es: " ({n} en dos semanas)",
  pt: " ({n} em duas semanas)",
}

function capClause({ cap, count, chosen_by }: Extract<Hold, { kind: "cap" }>): Localized {
  const own = chosen_by === "person"
  if (own && cap.max === 0) {
    return NO_OFFERS
  }
  const days = (language: "en" | "es" | "pt") => formatUnit(cap.days, "day", language)
  return {
    en: `the person got ${formatNumber(count, "en")} within ${days("en")} and ${own ? "wants" : "may get"} at most ${formatNumber(cap.max, "en")}`,
    es: `la persona recibió ${formatNumber(count, "es")} en ${days("es")} y ${own ? "quiere" : "puede recibir"} como máximo ${formatNumber(cap.max, "es")}`,
    pt: `a pessoa recebeu ${formatNumber(count, "pt")} em ${days("pt")} e ${own ? "quer" : "pode receber"} no máximo ${formatNumber(cap.max, "pt")}`,
  }
}

const NO_OFFERS: Localized = {
  en: "the person chose to get no offers",
  es: "la persona eligió no recibir ofertas",
  pt: "a pessoa escolheu não receber ofertas",
}

function budgetClause({ count, max }: Extract<Hold, { kind: "budget" }>): Localized {
  return {
    en: `the automation's budget allows ${formatNumber(max, "en")} a day, and ${formatNumber(count, "en")} went today`,
    es: `el presupuesto de la automatización permite ${formatNumber(max, "es")} al día y hoy ya salieron ${formatNumber(count, "es")}`,
    pt: `o orçamento da automação permite ${formatNumber(max, "pt")} por dia e hoje já saíram ${formatNumber(count, "pt")}`,
  }
}

const UNTIL: Localized = { en: "until {v}", es: "hasta {v}", pt: "até {v}" }

/** Until when, as the person's clocks show it, and why. */
export function holdSentence(hold: Hold): Localized {
  const zone: PersonZone | null = hold.kind === "rival" ? null : hold.zone
  const because = holdClause(hold)
  return localized((language) => {
    const until = formatInstantIn(hold.until, language, zone?.zone ?? "UTC")
    return `${UNTIL[language].replace("{v}", until)}: ${because[language]}`
  })
}
