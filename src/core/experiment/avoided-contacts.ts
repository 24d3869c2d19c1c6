import type { Localized } from "../catalog/definitions"
import type { Reason } from "../decision/decision"
import { formatNumber, formatUnit } from "../text/format"
import { localized } from "../text/localized"

/**
 * Why a contact that an automation would have made was not: the person does not want it, had enough, or the moment for it had passed. What
 * was never due (a condition, the holdout, a shop that is not ready) is no contact avoided.
 */
export const AVOIDED = {
  unwanted: ["consent_missing", "suppressed", "objected", "minor"],
  too_many: ["capped", "outranked", "reentry", "quiet_hours"],
  too_late: ["already_bought", "open_complaint", "expired", "too_old"],
} as const satisfies Readonly<Record<string, readonly Reason[]>>

export type AvoidedKind = keyof typeof AVOIDED
export const AVOIDED_KINDS = Object.keys(AVOIDED) as readonly AvoidedKind[]
export const AVOIDED_REASONS: readonly Reason[] = Object.values(AVOIDED).flat()

type Counted = { readonly reason: Reason; readonly count: number }

export type AvoidedGroup = {
  readonly kind: AvoidedKind
  readonly count: number
  readonly reasons: readonly Counted[]
}

/** By kind, in their order; the most frequent reason first. */
export function avoidedGroups(counted: readonly Counted[]): readonly AvoidedGroup[] {
  return AVOIDED_KINDS.map((kind) => {
    const known: readonly Reason[] = AVOIDED[kind]
    const reasons = counted
      .filter(({ reason, count }) => known.includes(reason) && count > 0)
      .sort((a, b) => b.count - a.count || known.indexOf(a.reason) - known.indexOf(b.reason))
    return { kind, count: reasons.reduce((sum, { count }) => sum + count, 0), reasons }
  })
}

/** How many contacts people were spared, in a line. */
export function avoidedSentence(groups: readonly AvoidedGroup[], days: number): Localized {
  const of = (kind: AvoidedKind): number => groups.find((group) => group.kind === kind)?.count ?? 0
  const all = groups.reduce((sum, { count }) => sum + count, 0)
  return localized((language) => {
    const values: Readonly<Record<string, string>> = {
      days: formatUnit(days, "day", language),
      all: formatNumber(all, language),
      ...Object.fromEntries(AVOIDED_KINDS.map((kind) => [kind, formatNumber(of(kind), language)])),
    }
    return WORDS[all === 0 ? "none" : "some"][language].replace(
      /\{(\w+)\}/g,
      (_, name: string) => values[name] ?? ""
    )
  })
}

const WORDS = {
  none: {
    en: "In the last {days} no contact had to be avoided.",
    es: "En los últimos {days} no hubo que evitar ningún contacto.",
    pt: "Nos últimos {days} não foi preciso evitar nenhum contato.",
  },
  some: {
    en: "Contacts avoided in the last {days}: {all}. Not wanted: {unwanted}; too many for one person: {too_many}; no longer of use: {too_late}.",
    es: "Contactos evitados en los últimos {days}: {all}. No deseados: {unwanted}; demasiados para una persona: {too_many}; ya sin utilidad: {too_late}.",
    pt: "Contatos evitados nos últimos {days}: {all}. Não desejados: {unwanted}; demais para uma pessoa: {too_many}; já sem utilidade: {too_late}.",
  },
} as const satisfies Readonly<Record<string, Localized>>
