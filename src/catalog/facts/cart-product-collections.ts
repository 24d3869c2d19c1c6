import { defineFact } from "../../core/catalog/define"
import { distinct } from "./support/values"

export const cartProductCollections = defineFact({
  code: "cart.product_collections",
  type: "list",
  part: "cart",
  personal: false,
  label: {
    en: "Collections in the cart",
    es: "Colecciones del carrito",
    pt: "Coleções do carrinho",
  },
  phrase: {
    en: "the list of collections of the cart",
    es: "la lista de colecciones del carrito",
    pt: "a lista de coleções do carrinho",
  },
  description: {
    en: "The collections of the products in the cart: lines of business, seasons, brands.",
    es: "Las colecciones de los productos del carrito: líneas de negocio, temporadas, marcas.",
    pt: "As coleções dos produtos do carrinho: linhas de negócio, temporadas, marcas.",
  },
  read: ({ cart }) => cart && distinct(cart.items.map((line) => line.product_collection ?? null)),
  sample: ["Breakfast"],
})
