import type { Catalog, Localized } from "../catalog/definitions"
import { isOnRequest } from "../catalog/on-request"
import type { ConditionTrace, Truth } from "../condition/condition"
import { describeActual, describeAsked, factPhrase } from "../condition/describe"
import { consentChannelLabel, purposeLabel } from "../consent/labels"
import { formatInstant, formatInstantIn, formatPercent, formatUnit } from "../text/format"
import { type Language, localized } from "../text/localized"
import { becauseOf, refusalClause, winnerClause } from "./because"
import type { ConsentCheck, Decision, DecisionTrace, WayTaken } from "./decision"
import { NO_WAY } from "./delivery-note"
import { holdClause } from "./hold-clause"

/** `passed` is null for what is unknown, was not reached, or is only told. */
export type ExplanationLine = { readonly passed: boolean | null; readonly text: Localized }
export type Explained = { headline: Localized; lines: ExplanationLine[] }

export type ExplainInput = Pick<Decision, "kind" | "reason" | "mode" | "trace"> & {
  readonly until?: string | null
}

/**
 * A decision as sentences: the headline says what was decided and why ("Not sent, because the order total was £31.20
 * and at least £40.00 was asked"), the lines each check in the order in which it was made. Made from the trace alone.
 */
export function explainDecision(input: ExplainInput, catalog: Catalog): Explained {
  const { trace } = input
  const lines = [
    triggerLine(trace, catalog),
    ...noteLines(trace, catalog),
    ageLine(trace),
    ...occasionLines(trace),
    reentryLine(trace),
    ...conditionLines(trace, catalog),
    ...consentLines(trace),
    ...wayLines(trace, catalog),
    holdoutLine(trace),
    ...holdLines(trace),
    ...winnerLines(trace),
    ...(input.mode === "shadow" ? [SHADOW_LINE] : []),
  ]
  return { headline: headlineOf(input, catalog), lines }
}

const SENT: Localized = {
  en: "Sent, because every check passed",
  es: "Enviado, porque se cumplió todo lo que se pedía",
  pt: "Enviado, porque tudo o que se pedia foi cumprido",
}
const SHOWN: Localized = {
  en: "Shown, because every check passed",
  es: "Mostrado, porque se cumplió todo lo que se pedía",
  pt: "Mostrado, porque tudo o que se pedia foi cumprido",
}
const WOULD_SEND: Localized = {
  en: "It would have been sent: every check passed, but the shop is in shadow mode",
  es: "Se habría enviado: se cumplió todo, pero la tienda está en modo de prueba",
  pt: "Teria sido enviado: tudo foi cumprido, mas a loja está em modo de teste",
}
const NOT_SENT: Localized = {
  en: "Not sent, because",
  es: "No se envió, porque",
  pt: "Não foi enviado, porque",
}
const NOT_SHOWN: Localized = {
  en: "Not shown, because",
  es: "No se mostró, porque",
  pt: "Não foi mostrado, porque",
}
const HELD: Localized = {
  en: "Held until {v}, because",
  es: "Retenido hasta {v}, porque",
  pt: "Retido até {v}, porque",
}

function headlineOf(input: ExplainInput, catalog: Catalog): Localized {
  const onSite = isOnRequest(input.trace.trigger.code, catalog)
  if (input.kind === "send") {
    return input.mode === "shadow" ? WOULD_SEND : onSite ? SHOWN : SENT
  }
  const because = becauseOf(input.reason ?? "unavailable", input.trace, catalog)
  const frame = input.kind === "hold" ? HELD : onSite ? NOT_SHOWN : NOT_SENT
  return localized(
    (language) =>
      `${frame[language].replace("{v}", () => untilText(input, language))} ${because[language]}`
  )
}

/** As the person's clocks show it: that is the hour which the wait is about. */
function untilText({ until, trace }: ExplainInput, language: Language): string {
  const hold = trace.caps?.hold ?? null
  return hold === null || hold.kind === "rival"
    ? formatInstant(until ?? "", language)
    : formatInstantIn(until ?? hold.until, language, hold.zone.zone)
}

function triggerLine({ trigger }: DecisionTrace, catalog: Catalog): ExplanationLine {
  const label = catalog.triggers.get(trigger.code)?.label
  return {
    passed: true,
    text: localized(
      (language) =>
        `${label?.[language] ?? trigger.code}: ${formatInstant(trigger.occurred_at, language)}`
    ),
  }
}

function noteLines(
  { trigger: { code, noted } }: DecisionTrace,
  catalog: Catalog
): ExplanationLine[] {
  const text = noted && catalog.triggers.get(code)?.note?.(noted)
  return text ? [{ passed: null, text }] : []
}

function ageLine(trace: DecisionTrace): ExplanationLine {
  const { age } = trace.trigger
  if (!age.passed) {
    return { passed: false, text: sentence(becauseOf("too_old", trace, NO_CATALOG)) }
  }
  const hours = typeof age.expected === "number" ? age.expected : 0
  return {
    passed: true,
    text: {
      en: `The event was recent enough (at most ${formatUnit(hours, "hour", "en")})`,
      es: `El evento era bastante reciente (como máximo ${formatUnit(hours, "hour", "es")})`,
      pt: `O evento era recente o bastante (no máximo ${formatUnit(hours, "hour", "pt")})`,
    },
  }
}

/** Only said where it ended the matter: of most events nothing can be over. */
const occasionLines = (trace: DecisionTrace): readonly ExplanationLine[] =>
  trace.occasion == null
    ? []
    : [
        {
          passed: false,
          text: sentence(becauseOf(trace.occasion.reason, trace, NO_CATALOG)),
        },
      ]

// Age and re-entry need nothing of the catalog.
const NO_CATALOG: Catalog = {
  triggers: new Map(),
  facts: new Map(),
  actions: new Map(),
  channels: new Map(),
}

function reentryLine(trace: DecisionTrace): ExplanationLine {
  const { reentry } = trace.trigger
  if (reentry === null) {
    return notReached({ en: "Re-entry", es: "Repetición", pt: "Repetição" })
  }
  if (!reentry.passed) {
    return { passed: false, text: sentence(becauseOf("reentry", trace, NO_CATALOG)) }
  }
  return {
    passed: true,
    text: {
      en: "The person may get it now",
      es: "La persona puede recibirlo ahora",
      pt: "A pessoa pode recebê-lo agora",
    },
  }
}

function conditionLines(trace: DecisionTrace, catalog: Catalog): readonly ExplanationLine[] {
  if (trace.trigger.reentry?.passed !== true) {
    return [notReached({ en: "Conditions", es: "Condiciones", pt: "Condições" })]
  }
  if (trace.conditions === null) {
    return [
      {
        passed: true,
        text: {
          en: "There are no conditions",
          es: "No hay condiciones",
          pt: "Não há condições",
        },
      },
    ]
  }
  return nodeLines(trace.conditions, catalog, true)
}

/** Every leaf is a line; a group has one of its own where "all of them" is not what it means. */
function nodeLines(
  node: ConditionTrace,
  catalog: Catalog,
  root: boolean
): readonly ExplanationLine[] {
  if (node.kind === "rule") {
    return [leafLine(node, catalog)]
  }
  const children = node.children.flatMap((child) => nodeLines(child, catalog, false))
  const plain = node.combinator === "and" && !node.not
  return plain && root
    ? children
    : [{ passed: passedBy(node.result), text: groupText(node) }, ...children]
}

function groupText(node: Extract<ConditionTrace, { kind: "group" }>): Localized {
  if (node.combinator === "and") {
    return node.not
      ? {
          en: "Not all of these:",
          es: "No todas estas:",
          pt: "Nem todas estas:",
        }
      : { en: "All of these:", es: "Todas estas:", pt: "Todas estas:" }
  }
  return node.not
    ? { en: "None of these:", es: "Ninguna de estas:", pt: "Nenhuma destas:" }
    : { en: "At least one of these:", es: "Al menos una de estas:", pt: "Pelo menos uma destas:" }
}

const WAS = { en: "was", es: "era", pt: "era" }
const UNKNOWN = { en: "is not known", es: "no se conoce", pt: "não é conhecido" }
const ASKED = { en: "asked: {v}", es: "se pedía: {v}", pt: "pedia-se: {v}" }

function leafLine(
  leaf: Extract<ConditionTrace, { kind: "rule" }>,
  catalog: Catalog
): ExplanationLine {
  const fact = catalog.facts.get(leaf.field)
  const text = localized((language) => {
    const there =
      leaf.actual === null
        ? UNKNOWN[language]
        : `${WAS[language]} ${describeActual(leaf, fact, language)}`
    const asked = describeAsked(leaf, fact, language)
    return `${factPhrase(fact, leaf.field, language)} ${there} (${ASKED[language].replace("{v}", () => asked)})`
  })
  return { passed: passedBy(leaf.result), text: sentence(text) }
}

function consentLines(trace: DecisionTrace): readonly ExplanationLine[] {
  if (trace.consent === null) {
    return [notReached({ en: "Consent", es: "Consentimiento", pt: "Consentimento" })]
  }
  const told = (trace.ways ?? []).flatMap(({ passed }) => passed.map(({ check }) => keyOf(check)))
  const checks = trace.consent.filter((check) => check.allowed || !told.includes(keyOf(check)))
  return checks.map((check) =>
    check.allowed
      ? { passed: true, text: grantedText(check) }
      : { passed: false, text: sentence(refusalClause(check)) }
  )
}

const keyOf = ({ purpose, channel, reason }: ConsentCheck): string =>
  [purpose, channel, reason].join(" ")

/** One line for each channel that was passed over, with the one that was taken instead. */
function wayLines(trace: DecisionTrace, catalog: Catalog): readonly ExplanationLine[] {
  return (trace.ways ?? []).flatMap((way) =>
    way.passed.map(({ channel, check }) => ({
      passed: way.channel === null ? false : null,
      text: wayText(way, channel, check, catalog),
    }))
  )
}

function wayText(
  { channel: taken }: WayTaken,
  passed: string,
  check: ConsentCheck,
  catalog: Catalog
): Localized {
  const labelOf = (code: string) => catalog.channels.get(code)?.label
  const because = refusalClause(check)
  return sentence(
    localized((language) =>
      (taken === null ? NO_WAY : OTHER_WAY)[language]
        .replace("{taken}", () => labelOf(taken ?? "")?.[language] ?? taken ?? "")
        .replace("{passed}", () => labelOf(passed)?.[language] ?? passed)
        .replace("{because}", () => because[language])
    )
  )
}

const OTHER_WAY: Localized = {
  en: "{taken} instead of {passed}, because {because}",
  es: "{taken} en lugar de {passed}, porque {because}",
  pt: "{taken} em vez de {passed}, porque {because}",
}

const BASIS: Readonly<Record<string, Localized>> = {
  consent: {
    en: "consent was given",
    es: "se dio el consentimiento",
    pt: "o consentimento foi dado",
  },
  inquiry: {
    en: "the person asked the shop something not long ago, and has not said no",
    es: "la persona consultó a la tienda hace poco y no ha dicho que no",
    pt: "a pessoa consultou a loja há pouco e não disse que não",
  },
  existing_customer: {
    en: "the person is a customer, and the shop may write to customers until they say no",
    es: "la persona es cliente, y la tienda puede escribir a sus clientes mientras no digan que no",
    pt: "a pessoa é cliente, e a loja pode escrever a clientes enquanto não disserem que não",
  },
  not_needed: {
    en: "no consent is needed",
    es: "no hace falta consentimiento",
    pt: "não é preciso consentimento",
  },
  shop_default: {
    en: "allowed by the shop's own setting until the person says no",
    es: "permitido por la configuración de la tienda mientras la persona no diga que no",
    pt: "permitido pela configuração da loja enquanto a pessoa não disser que não",
  },
}

function grantedText({ purpose, channel, basis }: ConsentCheck): Localized {
  return sentence(
    localized((language) => {
      const use = `${purposeLabel(purpose)[language]} ${consentChannelLabel(channel)[language]}`
      return `${use}: ${BASIS[basis ?? "consent"]?.[language] ?? basis ?? ""}`
    })
  )
}

function holdoutLine({ caps }: DecisionTrace): ExplanationLine {
  if (caps === null) {
    return notReached({ en: "Holdout", es: "Grupo de control", pt: "Grupo de controle" })
  }
  if (caps.holdout_percent === 0) {
    return {
      passed: true,
      text: {
        en: "Nobody is left out to compare",
        es: "No se deja a nadie fuera para comparar",
        pt: "Ninguém fica de fora para comparar",
      },
    }
  }
  return {
    passed: !caps.held_out,
    text: localized((language) => {
      const share = formatPercent(caps.holdout_percent, language)
      const who = (caps.held_out ? HELD_OUT : NOT_HELD_OUT)[language](share)
      return caps.holdout_of === "shop" ? `${who}, ${FROM_EVERYTHING[language]}` : who
    }),
  }
}

/** Nothing where it was not asked: content on request waits for nothing. */
function holdLines({ caps }: DecisionTrace): readonly ExplanationLine[] {
  if (caps?.hold === undefined) {
    return []
  }
  return [
    caps.hold === null
      ? { passed: true, text: NOTHING_TO_WAIT_FOR }
      : { passed: false, text: sentence(holdClause(caps.hold)) },
  ]
}

const winnerLines = (trace: DecisionTrace): readonly ExplanationLine[] =>
  trace.winner === null ? [] : [{ passed: false, text: sentence(winnerClause(trace)) }]

const NOTHING_TO_WAIT_FOR: Localized = {
  en: "No quiet hours, and room under every cap",
  es: "Fuera de las horas de descanso y dentro de todos los límites",
  pt: "Fora do horário de silêncio e dentro de todos os limites",
}

const FROM_EVERYTHING: Localized = {
  en: "from all that the shop sends but service",
  es: "de todo lo que la tienda envía salvo el servicio",
  pt: "de tudo que a loja envia, exceto serviço",
}
const HELD_OUT = {
  en: (share: string) => `The person is in the ${share} that is left out to compare`,
  es: (share: string) => `La persona está en el ${share} que queda fuera para comparar`,
  pt: (share: string) => `A pessoa está nos ${share} que ficam de fora para comparar`,
}
const NOT_HELD_OUT = {
  en: (share: string) => `The person is not in the ${share} that is left out to compare`,
  es: (share: string) => `La persona no está en el ${share} que queda fuera para comparar`,
  pt: (share: string) => `A pessoa não está nos ${share} que ficam de fora para comparar`,
}

const SHADOW_LINE: ExplanationLine = {
  passed: null,
  text: {
    en: "Shadow mode: this is only recorded, nothing goes out",
    es: "Modo de prueba: solo se registra, no sale nada",
    pt: "Modo de teste: só é registrado, nada sai",
  },
}

function notReached(what: Localized): ExplanationLine {
  return {
    passed: null,
    text: {
      en: `${what.en}: not looked at any more`,
      es: `${what.es}: ya no se miró`,
      pt: `${what.pt}: não chegou a ser visto`,
    },
  }
}

function passedBy(result: Truth): boolean | null {
  return result === "unknown" ? null : result
}

/** The first letter in capitals, also where an accent or a quotation mark stands first. */
function sentence(text: Localized): Localized {
  return localized((language) => {
    const [first = "", ...rest] = text[language]
    return first.toLocaleUpperCase(language) + rest.join("")
  })
}
