import { defineFact } from "../../core/catalog/define"

export const sessionSecondsOnSite = defineFact({
  code: "session.seconds_on_site",
  type: "number",
  part: "session",
  personal: false,
  label: { en: "Time of the visit", es: "Tiempo de la visita", pt: "Tempo da visita" },
  phrase: { en: "the time of the visit", es: "el tiempo de la visita", pt: "o tempo da visita" },
  description: {
    en: "How long pages were looked at in this visit, added up.",
    es: "Cuánto tiempo se miraron páginas en esta visita, sumado.",
    pt: "Quanto tempo páginas foram vistas nesta visita, somado.",
  },
  unit: { en: "s", es: "s", pt: "s" },
  read: ({ session }) => session?.seconds_on_site,
  sample: 95,
})
