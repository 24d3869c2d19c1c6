import { defineFact } from "../../core/catalog/define"

/** Known to the triggers `service.incident` and `service.unanswered` alone. */
export const eventIncidentCount = defineFact({
  code: "event.incident_count",
  type: "number",
  part: "event",
  personal: true,
  label: {
    en: "Things that went wrong within two weeks",
    es: "Cosas que salieron mal en dos semanas",
    pt: "Coisas que deram errado em duas semanas",
  },
  phrase: {
    en: "the number of things that went wrong within two weeks",
    es: "el número de cosas que salieron mal en dos semanas",
    pt: "o número de coisas que deram errado em duas semanas",
  },
  description: {
    en: "This one included; two or more are worse than one. Unknown when the automation begins with something else.",
    es: "Esta incluida; dos o más son peor que una. Desconocido si la automatización empieza con otra cosa.",
    pt: "Incluindo esta; duas ou mais são piores que uma. Desconhecido se a automação começa com outra coisa.",
  },
  read: ({ event }) => {
    const count = event.snapshot.properties?.incident_count
    return typeof count === "number" ? count : undefined
  },
  sample: 1,
})
