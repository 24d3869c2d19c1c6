import { defineFact } from "../../core/catalog/define"
import { distinct } from "./support/values"

export const orderProductIds = defineFact({
  code: "order.product_ids",
  type: "list",
  part: "order",
  personal: false,
  label: {
    en: "Products in the order",
    es: "Productos del pedido",
    pt: "Produtos do pedido",
  },
  phrase: {
    en: "the list of products of the order",
    es: "la lista de productos del pedido",
    pt: "a lista de produtos do pedido",
  },
  description: {
    en: "The ids of the products that were bought.",
    es: "Los identificadores de los productos comprados.",
    pt: "Os identificadores dos produtos comprados.",
  },
  read: ({ order }) => order && distinct(order.items.map(({ product_id }) => product_id)),
  sample: ["prod_01SAMPLETEAPOT"],
})
