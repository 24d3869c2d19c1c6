import { defineFact } from "../../core/catalog/define"

export const orderPromoCodes = defineFact({
  code: "order.promo_codes",
  type: "list",
  part: "order",
  personal: false,
  label: {
    en: "Promotion codes on the order",
    es: "Códigos promocionales del pedido",
    pt: "Códigos promocionais do pedido",
  },
  phrase: {
    en: "the list of promotion codes on the order",
    es: "la lista de códigos promocionales del pedido",
    pt: "a lista de códigos promocionais do pedido",
  },
  description: {
    en: "The codes that were used on the order.",
    es: "Los códigos usados en el pedido.",
    pt: "Os códigos usados no pedido.",
  },
  read: ({ order }) => order?.promo_codes,
  sample: ["SPRING"],
})
