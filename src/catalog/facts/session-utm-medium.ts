import { defineFact } from "../../core/catalog/define"

export const sessionUtmMedium = defineFact({
  code: "session.utm_medium",
  type: "text",
  part: "session",
  personal: false,
  label: {
    en: "UTM medium",
    es: "Medio UTM",
    pt: "Meio UTM",
  },
  phrase: {
    en: "the UTM medium",
    es: "el medio UTM",
    pt: "o meio UTM",
  },
  description: {
    en: "utm_medium of the link that brought the visitor.",
    es: "utm_medium del enlace que trajo al visitante.",
    pt: "utm_medium do link que trouxe o visitante.",
  },
  read: ({ session }) => session?.utm.medium,
  sample: "email",
})
