import { defineFact } from "../../core/catalog/define"

export const cartPromoCodes = defineFact({
  code: "cart.promo_codes",
  type: "list",
  part: "cart",
  personal: false,
  label: {
    en: "Promotion codes on the cart",
    es: "Códigos promocionales del carrito",
    pt: "Códigos promocionais do carrinho",
  },
  phrase: {
    en: "the list of promotion codes on the cart",
    es: "la lista de códigos promocionales del carrito",
    pt: "a lista de códigos promocionais do carrinho",
  },
  description: {
    en: "The codes that apply to the cart.",
    es: "Los códigos que se aplican al carrito.",
    pt: "Os códigos que se aplicam ao carrinho.",
  },
  read: ({ cart }) => cart?.promo_codes,
  sample: ["SPRING"],
})
