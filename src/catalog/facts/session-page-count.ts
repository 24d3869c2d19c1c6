import { defineFact } from "../../core/catalog/define"

export const sessionPageCount = defineFact({
  code: "session.page_count",
  type: "number",
  part: "session",
  personal: false,
  label: { en: "Pages of the visit", es: "Páginas de la visita", pt: "Páginas da visita" },
  phrase: {
    en: "the number of pages of the visit",
    es: "el número de páginas de la visita",
    pt: "o número de páginas da visita",
  },
  description: {
    en: "How many pages were viewed in this visit, with the visitor's consent.",
    es: "Cuántas páginas se vieron en esta visita, con el consentimiento del visitante.",
    pt: "Quantas páginas foram vistas nesta visita, com o consentimento do visitante.",
  },
  read: ({ session }) => session?.page_count,
  sample: 3,
})
