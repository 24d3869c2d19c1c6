import { defineFact } from "../../core/catalog/define"

/** Known to the triggers `consent.given` and `consent.withdrawn` alone. */
export const eventConsentSource = defineFact({
  code: "event.consent_source",
  type: "text",
  part: "event",
  personal: true,
  label: {
    en: "Source of the consent",
    es: "Origen del consentimiento",
    pt: "Origem do consentimento",
  },
  phrase: {
    en: "the source of the consent",
    es: "el origen del consentimiento",
    pt: "a origem do consentimento",
  },
  description: {
    en: "Where it was said, as checkout, preferences or unsubscribe_link. Unknown when the automation begins with something else.",
    es: "Dónde se dijo, como checkout, preferences o unsubscribe_link. Desconocido si la automatización empieza con otra cosa.",
    pt: "Onde foi dito, como checkout, preferences ou unsubscribe_link. Desconhecido se a automação começa com outra coisa.",
  },
  read: ({ event }) => {
    const source = event.snapshot.properties?.consent_source
    return typeof source === "string" ? source : undefined
  },
  sample: "checkout",
})
