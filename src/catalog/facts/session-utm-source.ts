import { defineFact } from "../../core/catalog/define"

export const sessionUtmSource = defineFact({
  code: "session.utm_source",
  type: "text",
  part: "session",
  personal: false,
  label: {
    en: "UTM source",
    es: "Fuente UTM",
    pt: "Origem UTM",
  },
  phrase: {
    en: "the UTM source",
    es: "la fuente UTM",
    pt: "a origem UTM",
  },
  description: {
    en: "utm_source of the link that brought the visitor.",
    es: "utm_source del enlace que trajo al visitante.",
    pt: "utm_source do link que trouxe o visitante.",
  },
  read: ({ session }) => session?.utm.source,
  sample: "newsletter",
})
