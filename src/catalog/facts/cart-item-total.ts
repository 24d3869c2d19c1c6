import { defineFact } from "../../core/catalog/define"

export const cartItemTotal = defineFact({
  code: "cart.item_total",
  type: "money",
  part: "cart",
  personal: false,
  label: {
    en: "Cart item total",
    es: "Total de artículos del carrito",
    pt: "Total de itens do carrinho",
  },
  phrase: {
    en: "the total of the cart's items",
    es: "el total de los artículos del carrito",
    pt: "o total dos itens do carrinho",
  },
  description: {
    en: "What the items cost, without shipping.",
    es: "Lo que cuestan los artículos, sin envío.",
    pt: "O que os itens custam, sem frete.",
  },
  read: ({ cart }) => cart && { amount: cart.item_total, currency_code: cart.currency_code },
  sample: { amount: "37.00", currency_code: "eur" },
})
