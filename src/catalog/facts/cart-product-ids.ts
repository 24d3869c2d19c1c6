import { defineFact } from "../../core/catalog/define"
import { distinct } from "./support/values"

export const cartProductIds = defineFact({
  code: "cart.product_ids",
  type: "list",
  part: "cart",
  personal: false,
  label: {
    en: "Products in the cart",
    es: "Productos del carrito",
    pt: "Produtos do carrinho",
  },
  phrase: {
    en: "the list of products in the cart",
    es: "la lista de productos del carrito",
    pt: "a lista de produtos do carrinho",
  },
  description: {
    en: "The ids of the products in the cart.",
    es: "Los identificadores de los productos del carrito.",
    pt: "Os identificadores dos produtos do carrinho.",
  },
  read: ({ cart }) => cart && distinct(cart.items.map(({ product_id }) => product_id)),
  sample: ["prod_01SAMPLETEAPOT"],
})
