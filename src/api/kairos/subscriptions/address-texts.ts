import type { AddressField } from "../../../core/renewal/shipping-address"
import type { Language } from "../../../core/text/localized"

type Words = {
  /** Before the masked address. */
  readonly sentTo: (address: string) => string
  readonly elsewhere: string
  readonly why: string
  readonly wrong: string
  readonly again: string
  readonly optional: (label: string) => string
  readonly fields: Readonly<Record<AddressField, string>>
}

export const ADDRESS_TEXTS: Readonly<Record<Language, Words>> = {
  en: {
    sentTo: (address) => `It is sent to ${address}.`,
    elsewhere: "Send it somewhere else",
    why: "Its next orders go there. It stays in the same country; if it costs something else there, we tell you before anything is charged.",
    wrong: "Nothing is changed yet. Please put this right:",
    again: "Back to the renewal",
    optional: (label) => `${label} (if there is one)`,
    fields: {
      first_name: "First name",
      last_name: "Last name",
      address_1: "Street and number",
      address_2: "Apartment, floor, company",
      postal_code: "Postcode",
      city: "City",
      province: "State or province",
      country_code: "Country",
    },
  },
  es: {
    sentTo: (address) => `Se envía a ${address}.`,
    elsewhere: "Enviarla a otro lugar",
    why: "Sus próximos pedidos van allí. Sigue en el mismo país; si allí cuesta otra cosa, te lo decimos antes de cobrar nada.",
    wrong: "Aún no se ha cambiado nada. Corrige esto:",
    again: "Volver a la renovación",
    optional: (label) => `${label} (si hay)`,
    fields: {
      first_name: "Nombre",
      last_name: "Apellidos",
      address_1: "Calle y número",
      address_2: "Piso, puerta, empresa",
      postal_code: "Código postal",
      city: "Ciudad",
      province: "Provincia o estado",
      country_code: "País",
    },
  },
  pt: {
    sentTo: (address) => `Vai para ${address}.`,
    elsewhere: "Enviar para outro lugar",
    why: "Os próximos pedidos vão para lá. Continua no mesmo país; se lá custar outra coisa, avisamos antes de cobrar.",
    wrong: "Nada mudou ainda. Corrija isto:",
    again: "Voltar à renovação",
    optional: (label) => `${label} (se houver)`,
    fields: {
      first_name: "Nome",
      last_name: "Sobrenome",
      address_1: "Rua e número",
      address_2: "Apartamento, andar, empresa",
      postal_code: "CEP ou código postal",
      city: "Cidade",
      province: "Estado ou província",
      country_code: "País",
    },
  },
}
