import { defineFact } from "../../core/catalog/define"

export const sessionReferrer = defineFact({
  code: "session.referrer",
  type: "text",
  part: "session",
  personal: false,
  label: {
    en: "Referring page",
    es: "Página de procedencia",
    pt: "Página de origem",
  },
  phrase: {
    en: "the referring page",
    es: "la página de procedencia",
    pt: "a página de origem",
  },
  description: {
    en: "Where the visitor came from.",
    es: "De dónde vino el visitante.",
    pt: "De onde o visitante veio.",
  },
  read: ({ session }) => session?.referrer ?? undefined,
  sample: "https://search.example/",
})
