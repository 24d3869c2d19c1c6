import { defineFact } from "../../core/catalog/define"
import { distinct } from "./support/values"

export const orderProductCollections = defineFact({
  code: "order.product_collections",
  type: "list",
  part: "order",
  personal: false,
  label: {
    en: "Collections in the order",
    es: "Colecciones del pedido",
    pt: "Coleções do pedido",
  },
  phrase: {
    en: "the list of collections of the order",
    es: "la lista de colecciones del pedido",
    pt: "a lista de coleções do pedido",
  },
  description: {
    en: "The collections of the products that were bought: lines of business, seasons, brands.",
    es: "Las colecciones de los productos comprados: líneas de negocio, temporadas, marcas.",
    pt: "As coleções dos produtos comprados: linhas de negócio, temporadas, marcas.",
  },
  read: ({ order }) =>
    order && distinct(order.items.map((line) => line.product_collection ?? null)),
  sample: ["Breakfast"],
})
