import { defineFact } from "../../core/catalog/define"

const HOUR = 3_600_000

/** Known to the triggers `service.incident` and `service.unanswered` alone. */
export const eventIncidentHours = defineFact({
  code: "event.incident_hours",
  type: "number",
  part: "event",
  personal: true,
  label: {
    en: "Hours since it went wrong",
    es: "Horas desde que salió mal",
    pt: "Horas desde que deu errado",
  },
  phrase: {
    en: "the hours since it went wrong",
    es: "las horas desde que salió mal",
    pt: "as horas desde que deu errado",
  },
  description: {
    en: "Whole hours from when it was opened until the question is asked. Unknown when the automation begins with something else.",
    es: "Horas completas desde que se abrió hasta que se pregunta. Desconocido si la automatización empieza con otra cosa.",
    pt: "Horas completas desde a abertura até a pergunta. Desconhecido se a automação começa com outra coisa.",
  },
  read: ({ now, event }) => {
    const opened = event.snapshot.properties?.incident_opened_at
    return typeof opened === "string"
      ? Math.max(0, Math.floor((Date.parse(now) - Date.parse(opened)) / HOUR))
      : undefined
  },
  sample: 24,
})
