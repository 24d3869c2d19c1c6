import { defineFact } from "../../core/catalog/define"
import { distinct } from "./support/values"

export const cartSkus = defineFact({
  code: "cart.skus",
  type: "list",
  part: "cart",
  personal: false,
  label: { en: "SKUs in the cart", es: "SKU del carrito", pt: "SKUs do carrinho" },
  phrase: {
    en: "the list of SKUs in the cart",
    es: "la lista de SKU del carrito",
    pt: "a lista de SKUs do carrinho",
  },
  description: {
    en: "The article numbers of what is in the cart.",
    es: "Las referencias de lo que hay en el carrito.",
    pt: "As referências do que há no carrinho.",
  },
  read: ({ cart }) => cart && distinct(cart.items.map(({ sku }) => sku)),
  sample: ["TEAPOT-BLUE"],
})
