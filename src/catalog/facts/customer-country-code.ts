import { defineFact } from "../../core/catalog/define"

export const customerCountryCode = defineFact({
  code: "customer.country_code",
  type: "text",
  kind: "country",
  part: "customer",
  personal: false,
  label: {
    en: "Customer's country",
    es: "País del cliente",
    pt: "País do cliente",
  },
  phrase: {
    en: "the customer's country",
    es: "el país del cliente",
    pt: "o país do cliente",
  },
  description: {
    en: "ISO 3166 code in lower case of the default or newest address.",
    es: "Código ISO 3166 en minúsculas de la dirección principal o más reciente.",
    pt: "Código ISO 3166 em minúsculas do endereço principal ou mais recente.",
  },
  read: ({ customer }) => customer?.country_code ?? undefined,
  sample: "es",
})
