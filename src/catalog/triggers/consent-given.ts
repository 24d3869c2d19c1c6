import { defineTrigger } from "../../core/catalog/define"
import { consentSample, isPurpose, purposeArg } from "../consent-texts"

export const consentGiven = defineTrigger({
  code: "consent.given",
  label: { en: "Opted in", es: "Aceptó recibir", pt: "Aceitou receber" },
  description: {
    en: "Somebody agreed to a purpose on a channel, for themselves. Imports, inquiries and choices that only moved with an address cause nothing.",
    es: "Alguien aceptó una finalidad por un canal, por sí mismo. Las importaciones, las consultas y las decisiones que solo pasaron con una dirección no provocan nada.",
    pt: "Alguém aceitou uma finalidade por um canal, por conta própria. Importações, consultas e escolhas que só passaram com um endereço não provocam nada.",
  },
  sentence: {
    en: "When somebody agrees to {purpose}",
    es: "Cuando alguien acepta {purpose}",
    pt: "Quando alguém aceita {purpose}",
  },
  told: {
    en: "you agreed to something on {day}",
    es: "aceptaste algo el {day}",
    pt: "você aceitou algo em {day}",
  },
  source: { kind: "job" },
  args: [purposeArg],
  provides: ["customer", "profile"],
  max_age_hours: 48,
  matches: (event, { purpose }) => isPurpose(event, purpose),
  sample: consentSample("consent.given"),
})
