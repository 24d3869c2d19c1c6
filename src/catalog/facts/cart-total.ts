import { defineFact } from "../../core/catalog/define"

export const cartTotal = defineFact({
  code: "cart.total",
  type: "money",
  part: "cart",
  personal: false,
  label: {
    en: "Cart total",
    es: "Total del carrito",
    pt: "Total do carrinho",
  },
  phrase: {
    en: "the cart total",
    es: "el total del carrito",
    pt: "o total do carrinho",
  },
  description: {
    en: "What the cart costs now, tax and shipping included.",
    es: "Lo que cuesta ahora el carrito, con impuestos y envío.",
    pt: "O que o carrinho custa agora, com impostos e frete.",
  },
  read: ({ cart }) => cart && { amount: cart.total, currency_code: cart.currency_code },
  sample: { amount: "44.77", currency_code: "eur" },
})
