import { defineFact } from "../../core/catalog/define"

export const orderCurrencyCode = defineFact({
  code: "order.currency_code",
  type: "text",
  part: "order",
  personal: false,
  label: {
    en: "Order currency",
    es: "Moneda del pedido",
    pt: "Moeda do pedido",
  },
  phrase: {
    en: "the currency of the order",
    es: "la moneda del pedido",
    pt: "a moeda do pedido",
  },
  description: {
    en: "ISO 4217 code in lower case, such as eur.",
    es: "Código ISO 4217 en minúsculas, por ejemplo eur.",
    pt: "Código ISO 4217 em minúsculas, por exemplo eur.",
  },
  read: ({ order }) => order?.currency_code,
  sample: "eur",
})
