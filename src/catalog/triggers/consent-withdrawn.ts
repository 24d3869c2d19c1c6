import { defineTrigger } from "../../core/catalog/define"
import { consentSample, isPurpose, purposeArg } from "../consent-texts"

export const consentWithdrawn = defineTrigger({
  code: "consent.withdrawn",
  label: { en: "Opted out", es: "Retiró su aceptación", pt: "Retirou a aceitação" },
  description: {
    en: "Somebody took a purpose back on a channel, or refused it. Only what needs no such consent can follow: a service message, a task, neutral content.",
    es: "Alguien retiró una finalidad por un canal, o la rechazó. Solo puede seguir lo que no necesita ese consentimiento: un mensaje de servicio, una tarea, contenido neutro.",
    pt: "Alguém retirou uma finalidade por um canal, ou a recusou. Só pode seguir o que não precisa desse consentimento: uma mensagem de serviço, uma tarefa, conteúdo neutro.",
  },
  sentence: {
    en: "When somebody takes back {purpose}",
    es: "Cuando alguien retira {purpose}",
    pt: "Quando alguém retira {purpose}",
  },
  told: {
    en: "you took a consent back on {day}",
    es: "retiraste un consentimiento el {day}",
    pt: "você retirou um consentimento em {day}",
  },
  source: { kind: "job" },
  args: [purposeArg],
  provides: ["customer", "profile"],
  max_age_hours: 48,
  matches: (event, { purpose }) => isPurpose(event, purpose),
  sample: consentSample("consent.withdrawn"),
})
