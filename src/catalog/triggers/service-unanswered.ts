import { defineTrigger } from "../../core/catalog/define"
import { MOST_ANSWER_HOURS } from "../../core/incident/response-clock"
import { sampleCustomer } from "../samples"

const DAY = 24 * 60

export const serviceUnanswered = defineTrigger({
  code: "service.unanswered",
  label: {
    en: "A customer still waits for an answer",
    es: "Un cliente sigue esperando respuesta",
    pt: "Um cliente ainda espera resposta",
  },
  description: {
    en: "Something went wrong for a customer, and for this long nobody answered it or brought it to an end. Whoever is answered before the message leaves does not get it.",
    es: "Algo salió mal para un cliente y durante este tiempo nadie respondió ni lo resolvió. Quien recibe respuesta antes de que salga el mensaje no lo recibe.",
    pt: "Algo deu errado para um cliente e durante este tempo ninguém respondeu nem resolveu. Quem tem resposta antes de a mensagem sair não a recebe.",
  },
  sentence: {
    en: "When something went wrong for a customer and nobody answered within {after_minutes}",
    es: "Cuando algo salió mal para un cliente y nadie respondió en {after_minutes}",
    pt: "Quando algo deu errado para um cliente e ninguém respondeu em {after_minutes}",
  },
  told: {
    en: "by {day} you had waited for our answer for a while",
    es: "el {day} llevabas un tiempo esperando nuestra respuesta",
    pt: "em {day} fazia um tempo que você esperava nossa resposta",
  },
  source: { kind: "job" },
  args: [
    {
      key: "after_minutes",
      type: "number",
      label: {
        en: "Time without an answer",
        es: "Tiempo sin respuesta",
        pt: "Tempo sem resposta",
      },
      unit: "minutes",
      required: true,
      default: DAY,
      min: 30,
      max: MOST_ANSWER_HOURS * 60,
      integer: true,
    },
  ],
  provides: ["customer", "profile"],
  max_age_hours: 48,
  matches: (event, args) =>
    event.snapshot.properties?.after_minutes === (args.after_minutes ?? DAY),
  sample: {
    id: `service.unanswered:api:ticket-1042:${DAY}`,
    name: "service.unanswered",
    entity_id: sampleCustomer.id,
    customer_id: sampleCustomer.id,
    email: sampleCustomer.email,
    occurred_at: "2026-03-02T10:15:00.000Z",
    source: "job",
    snapshot: {
      customer: sampleCustomer,
      properties: {
        incident_id: "api:ticket-1042",
        incident_kind: "complaint",
        incident_count: 1,
        incident_opened_at: "2026-03-01T10:15:00.000Z",
        after_minutes: DAY,
        order_id: null,
      },
    },
  },
})
