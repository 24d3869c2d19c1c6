import { defineFact } from "../../core/catalog/define"

export const orderItemTotal = defineFact({
  code: "order.item_total",
  type: "money",
  part: "order",
  personal: false,
  label: {
    en: "Order item total",
    es: "Total de artículos del pedido",
    pt: "Total de itens do pedido",
  },
  phrase: {
    en: "the total of the order's items",
    es: "el total de los artículos del pedido",
    pt: "o total dos itens do pedido",
  },
  description: {
    en: "What the items cost, without shipping.",
    es: "Lo que costaron los artículos, sin envío.",
    pt: "O que os itens custaram, sem frete.",
  },
  read: ({ order }) => order && { amount: order.item_total, currency_code: order.currency_code },
  sample: { amount: "37.00", currency_code: "eur" },
})
