import { defineFact } from "../core/catalog/define"
import type { FactDefinition } from "../core/catalog/definitions"
import { FACT_TYPE_OF, type Named, type Question } from "../core/preferences/question"
import { contactTopics } from "./facts/contact-topics"

/** What shoppers answered to the shop's questions: one fact each. Unknown until answered. */
export const declaredFact = (question: Question): FactDefinition =>
  defineFact({
    code: `declared.${question.key}`,
    type: FACT_TYPE_OF[question.kind],
    part: "profile",
    personal: true,
    label: question.label,
    description: {
      en: "What the customer answered to this question of the shop; unknown until answered.",
      es: "Lo que el cliente respondió a esta pregunta de la tienda; desconocido hasta que responda.",
      pt: "O que o cliente respondeu a esta pergunta da loja; desconhecido até que responda.",
    },
    ...(question.options.length === 0 ? {} : { options: question.options }),
    read: ({ profile }) => profile?.answers?.[question.key]?.value,
    sample: sampleOf(question),
  })

/** The topics as a list to pick from, where the shop named them. */
export const topicsOf = (topics: readonly Named[]): FactDefinition =>
  topics.length === 0 ? contactTopics : { ...contactTopics, options: topics }

function sampleOf({ kind, options }: Question): NonNullable<FactDefinition["sample"]> {
  const first = options[0]?.value ?? ""
  return { choice: first, many: [first], yes_no: true, number: 1 }[kind]
}
