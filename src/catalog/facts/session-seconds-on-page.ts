import { defineFact } from "../../core/catalog/define"

export const sessionSecondsOnPage = defineFact({
  code: "session.seconds_on_page",
  type: "number",
  part: "session",
  personal: false,
  label: { en: "Time on the page", es: "Tiempo en la página", pt: "Tempo na página" },
  phrase: { en: "the time on the page", es: "el tiempo en la página", pt: "o tempo na página" },
  description: {
    en: "How long this page was looked at in this visit, without the view that is just beginning.",
    es: "Cuánto tiempo se miró esta página en esta visita, sin contar la vista que empieza.",
    pt: "Quanto tempo esta página foi vista nesta visita, sem contar a visualização que começa.",
  },
  unit: { en: "s", es: "s", pt: "s" },
  read: ({ session }) => session?.seconds_on_page,
  sample: 12,
})
