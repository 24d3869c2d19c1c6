import { defineFact } from "../../core/catalog/define"
import { distinct } from "./support/values"

export const cartProductTypes = defineFact({
  code: "cart.product_types",
  type: "list",
  part: "cart",
  personal: false,
  label: {
    en: "Product types in the cart",
    es: "Tipos de producto del carrito",
    pt: "Tipos de produto do carrinho",
  },
  phrase: {
    en: "the list of product types of the cart",
    es: "la lista de tipos de producto del carrito",
    pt: "a lista de tipos de produto do carrinho",
  },
  description: {
    en: "The types of the products in the cart, as Medusa's product pages name them.",
    es: "Los tipos de los productos del carrito, como los nombran las páginas de producto de Medusa.",
    pt: "Os tipos dos produtos do carrinho, como as páginas de produto do Medusa os chamam.",
  },
  read: ({ cart }) => cart && distinct(cart.items.map((line) => line.product_type ?? null)),
  sample: ["Tableware"],
})
