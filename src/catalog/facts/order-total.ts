import { defineFact } from "../../core/catalog/define"

export const orderTotal = defineFact({
  code: "order.total",
  type: "money",
  part: "order",
  personal: false,
  label: {
    en: "Order total",
    es: "Total del pedido",
    pt: "Total do pedido",
  },
  phrase: {
    en: "the order total",
    es: "el total del pedido",
    pt: "o total do pedido",
  },
  description: {
    en: "What the order cost, tax and shipping included.",
    es: "Lo que costó el pedido, con impuestos y envío.",
    pt: "O que o pedido custou, com impostos e frete.",
  },
  read: ({ order }) => order && { amount: order.total, currency_code: order.currency_code },
  sample: { amount: "44.77", currency_code: "eur" },
})
