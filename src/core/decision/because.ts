import type { Catalog, Localized } from "../catalog/definitions"
import { describeActual, describeAsked, factPhrase } from "../condition/describe"
import { consentChannelLabel, purposeLabel } from "../consent/labels"
import { formatInstant, formatNumber, formatPercent, formatUnit } from "../text/format"
import { type Language, localized } from "../text/localized"
import { noteIn } from "../text/note"
import type { ConsentCheck, DecisionTrace, OccasionOver, Reason } from "./decision"
import { holdClause } from "./hold-clause"

type Leaf = NonNullable<DecisionTrace["failing"]>

/** What a reason says where nothing more is known: the end of a sentence that began with "because". */
export const REASON_CLAUSES: Readonly<Record<Reason, Localized>> = {
  consent_missing: {
    en: "there is no consent",
    es: "no hay consentimiento",
    pt: "não há consentimento",
  },
  suppressed: {
    en: "nothing may be sent to this address any more",
    es: "ya no se puede enviar nada a esta dirección",
    pt: "nada mais pode ser enviado a este endereço",
  },
  objected: {
    en: "the person objected",
    es: "la persona se opuso",
    pt: "a pessoa se opôs",
  },
  minor: {
    en: "the person is a minor",
    es: "la persona es menor de edad",
    pt: "a pessoa é menor de idade",
  },
  condition_false: {
    en: "a condition was not met",
    es: "no se cumplió una condición",
    pt: "uma condição não foi cumprida",
  },
  condition_unknown: {
    en: "something that a condition asks for is not known",
    es: "no se conoce algo que pide una condición",
    pt: "não se conhece algo que uma condição pede",
  },
  holdout: {
    en: "the person is in the group that is left out to compare",
    es: "la persona está en el grupo que queda fuera para comparar",
    pt: "a pessoa está no grupo que fica de fora para comparar",
  },
  capped: {
    en: "the person had got as many messages as allowed",
    es: "la persona ya había recibido los mensajes permitidos",
    pt: "a pessoa já tinha recebido as mensagens permitidas",
  },
  outranked: {
    en: "another automation came before it",
    es: "otra automatización tuvo prioridad",
    pt: "outra automação teve prioridade",
  },
  quiet_hours: {
    en: "it was a quiet hour for the person",
    es: "era una hora de descanso para la persona",
    pt: "era um horário de silêncio para a pessoa",
  },
  no_address: {
    en: "there is no address for it",
    es: "no hay dirección adonde enviarlo",
    pt: "não há endereço para enviá-lo",
  },
  expired: {
    en: "its time had passed before it could go",
    es: "venció antes de poder salir",
    pt: "venceu antes de poder sair",
  },
  too_old: {
    en: "the event was too old",
    es: "el evento era demasiado antiguo",
    pt: "o evento era antigo demais",
  },
  reentry: {
    en: "the person had got it before",
    es: "la persona ya lo había recibido",
    pt: "a pessoa já o tinha recebido",
  },
  already_bought: {
    en: "the person had bought in the meantime",
    es: "la persona compró entretanto",
    pt: "a pessoa comprou nesse meio-tempo",
  },
  unavailable: {
    en: "something that it needs is not there any more",
    es: "ya no existe algo que necesita",
    pt: "não existe mais algo de que precisa",
  },
  open_complaint: {
    en: "the person has an open complaint",
    es: "la persona tiene una reclamación abierta",
    pt: "a pessoa tem uma reclamação aberta",
  },
  budget_spent: {
    en: "the automation's budget was spent",
    es: "el presupuesto de la automatización se agotó",
    pt: "o orçamento da automação se esgotou",
  },
  price_changed: {
    en: "the price had changed since it was announced",
    es: "el precio cambió desde que se anunció",
    pt: "o preço mudou desde que foi anunciado",
  },
  awaiting_approval: {
    en: "somebody has to approve it first",
    es: "alguien tiene que aprobarlo antes",
    pt: "alguém precisa aprová-lo antes",
  },
  inactive: {
    en: "the automation was not active",
    es: "la automatización no estaba activa",
    pt: "a automação não estava ativa",
  },
  killed: {
    en: "somebody stopped all sending",
    es: "alguien detuvo todos los envíos",
    pt: "alguém parou todos os envios",
  },
  staging: {
    en: "this is a copy of the shop, which sends nothing until it is confirmed",
    es: "esto es una copia de la tienda, que no envía nada hasta que se confirme",
    pt: "isto é uma cópia da loja, que não envia nada até que seja confirmado",
  },
}

/** Why a decision was not to send: the reason with what the trace knows of it. */
export function becauseOf(reason: Reason, trace: DecisionTrace, catalog: Catalog): Localized {
  const { failing, caps } = trace
  const check = trace.consent?.find((candidate) => candidate.reason === reason)
  switch (reason) {
    case "condition_false":
    case "condition_unknown":
      return failing === null ? REASON_CLAUSES[reason] : leafClause(failing, catalog)
    case "consent_missing":
    case "suppressed":
    case "objected":
    case "no_address":
      return check === undefined ? REASON_CLAUSES[reason] : refusalClause(check)
    case "too_old":
      return ageClause(trace)
    case "reentry":
      return reentryClause(trace)
    case "holdout":
      return caps === null ? REASON_CLAUSES[reason] : holdoutClause(caps)
    case "already_bought":
      return trace.occasion?.order == null
        ? occasionClause(reason, trace)
        : boughtClause(trace.occasion.order)
    case "unavailable":
    case "expired":
      return occasionClause(reason, trace)
    case "outranked":
      return trace.winner === null ? REASON_CLAUSES[reason] : winnerClause(trace)
    case "open_complaint":
    case "quiet_hours":
    case "capped":
      return caps?.hold ? holdClause(caps.hold) : REASON_CLAUSES[reason]
    default:
      return REASON_CLAUSES[reason]
  }
}

const ANSWERED_FIRST: Localized = {
  en: "content that answers something the person did came before it",
  es: "tuvo prioridad un contenido que responde a algo que hizo la persona",
  pt: "teve prioridade um conteúdo que responde a algo que a pessoa fez",
}

/** What came first, and by how much. */
export function winnerClause({ winner, score }: DecisionTrace): Localized {
  if (winner?.answers_event === true) {
    return ANSWERED_FIRST
  }
  const [theirs, own] = [winner?.score ?? "?", score ?? "?"]
  return {
    en: `another automation came before it, with a priority of ${theirs} against ${own}`,
    es: `otra automatización tuvo prioridad, con ${theirs} frente a ${own}`,
    pt: `outra automação teve prioridade, com ${theirs} contra ${own}`,
  }
}

/** What ended the occasion; the reason alone where the trace does not know. */
const occasionClause = (reason: Reason, { occasion }: DecisionTrace): Localized =>
  occasion?.reason === reason ? noteIn(occasion.detail) : REASON_CLAUSES[reason]

const WAS = { en: "was", es: "era", pt: "era" }
const UNKNOWN = { en: "is not known", es: "no se conoce", pt: "não é conhecido" }
const ASKED = {
  en: "and {v} was asked",
  es: "y se pedía {v}",
  pt: "e pedia-se {v}",
}

/** "the order total was £31.20 and at least £40.00 was asked" */
export function leafClause(leaf: Leaf, catalog: Catalog): Localized {
  const fact = catalog.facts.get(leaf.field)
  return localized((language) => {
    const phrase = factPhrase(fact, leaf.field, language)
    const there =
      leaf.actual === null
        ? UNKNOWN[language]
        : `${WAS[language]} ${describeActual(leaf, fact, language)}`
    const asked = describeAsked(leaf, fact, language)
    return `${phrase} ${there} ${ASKED[language].replace("{v}", () => asked)}`
  })
}

/** One refused use of a channel: which consent, and whether it was never given or withdrawn. */
export function refusalClause(check: ConsentCheck): Localized {
  const [purpose, channel] = [purposeLabel(check.purpose), consentChannelLabel(check.channel)]
  const fill = (text: Localized) =>
    localized((language) =>
      text[language]
        .replace("{purpose}", () => purpose[language])
        .replace("{channel}", () => channel[language])
    )
  switch (check.reason) {
    case "consent_missing":
      return fill(check.record_id === null ? NEVER_GIVEN : WITHDRAWN)
    case "objected":
      return check.purpose === "personalisation" || check.purpose === "profiling"
        ? OBJECTED_TO_PROFILING
        : ASKED_FOR_A_PAUSE
    default:
      return REASON_CLAUSES[check.reason ?? "unavailable"]
  }
}

const NEVER_GIVEN: Localized = {
  en: "there is no consent to {purpose} {channel}",
  es: "no hay consentimiento para {purpose} {channel}",
  pt: "não há consentimento para {purpose} {channel}",
}
const WITHDRAWN: Localized = {
  en: "the consent to {purpose} {channel} was withdrawn",
  es: "se retiró el consentimiento para {purpose} {channel}",
  pt: "o consentimento para {purpose} {channel} foi retirado",
}
const OBJECTED_TO_PROFILING: Localized = {
  en: "the person objected to profiling",
  es: "la persona se opuso a la elaboración de perfiles",
  pt: "a pessoa se opôs à criação de perfis",
}
const ASKED_FOR_A_PAUSE: Localized = {
  en: "the person asked for a pause",
  es: "la persona pidió una pausa",
  pt: "a pessoa pediu uma pausa",
}

function ageClause({ trigger: { age } }: DecisionTrace): Localized {
  if (age.detail === "imported") {
    return {
      en: "the event comes from imported history",
      es: "el evento viene de un historial importado",
      pt: "o evento vem de um histórico importado",
    }
  }
  const { actual, expected } = age
  if (typeof actual !== "number" || typeof expected !== "number") {
    return REASON_CLAUSES.too_old
  }
  const hours = (value: number, language: Language) => formatUnit(value, "hour", language)
  return {
    en: `the event was ${hours(actual, "en")} old and at most ${hours(expected, "en")} is allowed`,
    es: `el evento tenía ${hours(actual, "es")} y se admite como máximo ${hours(expected, "es")}`,
    pt: `o evento tinha ${hours(actual, "pt")} e admite-se no máximo ${hours(expected, "pt")}`,
  }
}

function reentryClause({ trigger: { reentry } }: DecisionTrace): Localized {
  const last = reentry?.actual
  if (typeof last !== "string") {
    return REASON_CLAUSES.reentry
  }
  const days = reentry?.expected
  const often: Localized =
    typeof days === "number"
      ? {
          en: `it goes at most once in ${formatNumber(days, "en")} days`,
          es: `va como máximo una vez cada ${formatNumber(days, "es")} días`,
          pt: `vai no máximo uma vez a cada ${formatNumber(days, "pt")} dias`,
        }
      : { en: "it goes only once", es: "va solo una vez", pt: "vai só uma vez" }
  return {
    en: `the person had got it on ${formatInstant(last, "en")} and ${often.en}`,
    es: `la persona lo recibió el ${formatInstant(last, "es")} y ${often.es}`,
    pt: `a pessoa o recebeu em ${formatInstant(last, "pt")} e ${often.pt}`,
  }
}

function boughtClause(order: NonNullable<OccasionOver["order"]>): Localized {
  const number = order.display_id === null ? order.id : `#${order.display_id}`
  return {
    en: `the person bought in the meantime: order ${number} on ${formatInstant(order.placed_at, "en")}`,
    es: `la persona compró entretanto: pedido ${number} el ${formatInstant(order.placed_at, "es")}`,
    pt: `a pessoa comprou nesse meio-tempo: pedido ${number} em ${formatInstant(order.placed_at, "pt")}`,
  }
}

function holdoutClause({
  holdout_percent,
  holdout_of,
}: NonNullable<DecisionTrace["caps"]>): Localized {
  const words = holdout_of === "shop" ? SHOP_HOLDOUT : OWN_HOLDOUT
  return localized((language) =>
    words[language].replace("{v}", formatPercent(holdout_percent, language))
  )
}

const OWN_HOLDOUT: Localized = {
  en: "the person is in the {v} that is left out to compare",
  es: "la persona está en el {v} que queda fuera para comparar",
  pt: "a pessoa está nos {v} que ficam de fora para comparar",
}
const SHOP_HOLDOUT: Localized = {
  en: "the person is in the {v} that the shop leaves out of everything to compare",
  es: "la persona está en el {v} que la tienda deja fuera de todo para comparar",
  pt: "a pessoa está nos {v} que a loja deixa de fora de tudo para comparar",
}
