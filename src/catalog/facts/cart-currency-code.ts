import { defineFact } from "../../core/catalog/define"

export const cartCurrencyCode = defineFact({
  code: "cart.currency_code",
  type: "text",
  part: "cart",
  personal: false,
  label: {
    en: "Currency of the cart",
    es: "Moneda del carrito",
    pt: "Moeda do carrinho",
  },
  phrase: {
    en: "the cart's currency",
    es: "la moneda del carrito",
    pt: "a moeda do carrinho",
  },
  description: {
    en: "Three small letters, such as eur.",
    es: "Tres letras minúsculas, como eur.",
    pt: "Três letras minúsculas, como eur.",
  },
  read: ({ cart }) => cart?.currency_code,
  sample: "eur",
})
