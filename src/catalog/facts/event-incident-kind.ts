import { defineFact } from "../../core/catalog/define"
import { INCIDENT_LABELS } from "../incident-texts"

/** Known to the triggers `service.incident` and `service.unanswered` alone. */
export const eventIncidentKind = defineFact({
  code: "event.incident_kind",
  type: "text",
  part: "event",
  personal: true,
  label: { en: "What went wrong", es: "Qué salió mal", pt: "O que deu errado" },
  phrase: { en: "what went wrong", es: "lo que salió mal", pt: "o que deu errado" },
  description: {
    en: "A return, a claim, an exchange, a refund, a failed delivery or a complaint. Unknown when the automation begins with something else.",
    es: "Una devolución, una reclamación, un cambio, un reembolso, una entrega fallida o una queja. Desconocido si la automatización empieza con otra cosa.",
    pt: "Uma devolução, uma reclamação, uma troca, um reembolso, uma entrega que falhou ou uma queixa. Desconhecido se a automação começa com outra coisa.",
  },
  options: Object.entries(INCIDENT_LABELS).map(([value, label]) => ({ value, label })),
  read: ({ event }) => {
    const kind = event.snapshot.properties?.incident_kind
    return typeof kind === "string" ? kind : undefined
  },
  sample: "return",
})
