import { defineFact } from "../../core/catalog/define"

export const orderDiscountTotal = defineFact({
  code: "order.discount_total",
  type: "money",
  part: "order",
  personal: false,
  label: {
    en: "Order discount",
    es: "Descuento del pedido",
    pt: "Desconto do pedido",
  },
  phrase: {
    en: "the order's discount",
    es: "el descuento del pedido",
    pt: "o desconto do pedido",
  },
  description: {
    en: "How much was taken off the order by promotions and coupons.",
    es: "Lo que rebajaron promociones y cupones.",
    pt: "Quanto promoções e cupons abateram.",
  },
  read: ({ order }) =>
    order && { amount: order.discount_total, currency_code: order.currency_code },
  sample: { amount: "5.00", currency_code: "eur" },
})
