import { defineFact } from "../../core/catalog/define"
import { CONSENT_CHANNEL_LABELS } from "../../core/consent/labels"

/** Known to the triggers `consent.given` and `consent.withdrawn` alone. */
export const eventConsentChannel = defineFact({
  code: "event.consent_channel",
  type: "text",
  part: "event",
  personal: true,
  label: {
    en: "Channel of the consent",
    es: "Canal del consentimiento",
    pt: "Canal do consentimento",
  },
  phrase: {
    en: "the channel of the consent",
    es: "el canal del consentimiento",
    pt: "o canal do consentimento",
  },
  description: {
    en: "By which channel. Unknown when the automation begins with something else.",
    es: "Por qué canal. Desconocido si la automatización empieza con otra cosa.",
    pt: "Por qual canal. Desconhecido se a automação começa com outra coisa.",
  },
  options: Object.entries(CONSENT_CHANNEL_LABELS).map(([value, label]) => ({ value, label })),
  read: ({ event }) => {
    const channel = event.snapshot.properties?.consent_channel
    return typeof channel === "string" ? channel : undefined
  },
  sample: "email",
})
