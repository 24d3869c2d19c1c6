import type { Catalog, Localized } from "../catalog/definitions"
import { isGroup } from "../condition/compile"
import type { ConditionGroup, ConditionRule } from "../condition/condition"
import { localized } from "../text/localized"
import type { AutomationDefinition } from "./automation"

/**
 * What the law protects (GDPR, article 9; the grounds of discrimination of article 21 of the EU's Charter), as the stems of the words by which facts
 * and groups are called in our three languages. A word that only sounds alike costs a look; one that is missing costs more.
 */
const PROTECTED: readonly (readonly [Localized, RegExp])[] = [
  [
    { en: "health", es: "salud", pt: "saúde" },
    /(^|_)(health|saude|salud|disab|discapac|deficien|illness|disease|enferm|doenca|diabet|pregnan|embaraz|gravid|gestante|medic|allerg|alerg)/,
  ],
  [
    { en: "religion", es: "religión", pt: "religião" },
    /(^|_)(relig|faith|catholic|catolic|muslim|musulm|jewish|judi[oa]s?|evangelic)/,
  ],
  [
    { en: "sex or orientation", es: "sexo u orientación", pt: "sexo ou orientação" },
    /(^|_)(gender|genero|sex|sexo|sexual|orientation|lgbt|gay|lesb|transgen)/,
  ],
  [
    { en: "origin", es: "origen", pt: "origem" },
    /(^|_)(nationalit|nacionalid|ethnic|etnia|etnic|race(_|$)|raza(_|$)|raca(_|$)|racial|skin_colou?r|immigra|inmigra|imigra|gitan)/,
  ],
  [
    { en: "opinion or union", es: "opinión o sindicato", pt: "opinião ou sindicato" },
    /(^|_)(politic|party_member|union_member|trade_union|sindica)/,
  ],
  [
    { en: "age under 18", es: "edad menor de 18", pt: "idade menor de 18" },
    /(^|_)(minors?|child|children|kids?|menor(es)?|crianca|teen|adolescent)(_|$)/,
  ],
]

export type SensitiveInput = {
  /** The fact's code. */
  readonly fact: string
  readonly about: Localized
}

/** Conditions that decide by what the law protects (B-17): by the code of a fact, or by a value that it is compared with. */
export function sensitiveInputs(definition: AutomationDefinition): readonly SensitiveInput[] {
  const rules = [definition, ...definition.steps].flatMap(({ conditions }) => rulesOf(conditions))
  const found = new Map<string, SensitiveInput>()
  for (const { field, value } of rules) {
    const said = [field.split(".").slice(1).join("_"), ...textsIn(value)].map(plain)
    for (const [about, words] of PROTECTED) {
      if (said.some((text) => words.test(text))) {
        found.set(`${field} ${about.en}`, { fact: field, about })
      }
    }
  }
  return [...found.values()]
}

export function sensitiveWarnings(
  definition: AutomationDefinition,
  catalog: Catalog
): readonly Localized[] {
  return sensitiveInputs(definition).map(({ fact, about }) =>
    localized((language) => {
      const label = catalog.facts.get(fact)?.label[language] ?? fact
      return WARNING[language](label, about[language])
    })
  )
}

const WARNING = {
  en: (fact: string, about: string) =>
    `“${fact}” seems to be about ${about}. As a rule the law forbids to decide by it without the person's explicit consent; this is noted in the audit.`,
  es: (fact: string, about: string) =>
    `«${fact}» parece tratar de ${about}. Por regla general la ley prohíbe decidir según eso sin el consentimiento explícito de la persona; queda anotado en la auditoría.`,
  pt: (fact: string, about: string) =>
    `“${fact}” parece tratar de ${about}. Em regra, a lei proíbe decidir com base nisso sem o consentimento explícito da pessoa; isso fica anotado na auditoria.`,
} as const

const rulesOf = (group: ConditionGroup | null): readonly ConditionRule[] =>
  group === null ? [] : group.rules.flatMap((node) => (isGroup(node) ? rulesOf(node) : [node]))

const textsIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.flatMap(textsIn) : typeof value === "string" ? [value] : []

/** Small letters without accents, words joined by `_`. */
const plain = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
