import { defineFact } from "../../core/catalog/define"

export const orderCountryCode = defineFact({
  code: "order.country_code",
  type: "text",
  kind: "country",
  part: "order",
  personal: false,
  label: {
    en: "Country of the order",
    es: "País del pedido",
    pt: "País do pedido",
  },
  phrase: {
    en: "the country of the order",
    es: "el país del pedido",
    pt: "o país do pedido",
  },
  description: {
    en: "Where the order goes; ISO 3166 code in lower case, such as es.",
    es: "Adónde va el pedido; código ISO 3166 en minúsculas, por ejemplo es.",
    pt: "Para onde vai o pedido; código ISO 3166 em minúsculas, por exemplo br.",
  },
  read: ({ order }) => order?.country_code ?? undefined,
  sample: "es",
})
