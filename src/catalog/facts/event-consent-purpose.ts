import { defineFact } from "../../core/catalog/define"
import { PURPOSE_LABELS } from "../../core/consent/labels"

/** Known to the triggers `consent.given` and `consent.withdrawn` alone. */
export const eventConsentPurpose = defineFact({
  code: "event.consent_purpose",
  type: "text",
  part: "event",
  personal: true,
  label: {
    en: "Purpose of the consent",
    es: "Finalidad del consentimiento",
    pt: "Finalidade do consentimento",
  },
  phrase: {
    en: "the purpose of the consent",
    es: "la finalidad del consentimiento",
    pt: "a finalidade do consentimento",
  },
  description: {
    en: "What was agreed to or taken back. Unknown when the automation begins with something else.",
    es: "Qué se aceptó o se retiró. Desconocido si la automatización empieza con otra cosa.",
    pt: "O que foi aceito ou retirado. Desconhecido se a automação começa com outra coisa.",
  },
  options: Object.entries(PURPOSE_LABELS).map(([value, label]) => ({ value, label })),
  read: ({ event }) => {
    const purpose = event.snapshot.properties?.consent_purpose
    return typeof purpose === "string" ? purpose : undefined
  },
  sample: "marketing",
})
