import { defineFact } from "../../core/catalog/define"
import { distinct } from "./support/values"

export const orderProductTypes = defineFact({
  code: "order.product_types",
  type: "list",
  part: "order",
  personal: false,
  label: {
    en: "Product types in the order",
    es: "Tipos de producto del pedido",
    pt: "Tipos de produto do pedido",
  },
  phrase: {
    en: "the list of product types of the order",
    es: "la lista de tipos de producto del pedido",
    pt: "a lista de tipos de produto do pedido",
  },
  description: {
    en: "The types of the products that were bought, as Medusa's product pages name them.",
    es: "Los tipos de los productos comprados, como los nombran las páginas de producto de Medusa.",
    pt: "Os tipos dos produtos comprados, como as páginas de produto do Medusa os chamam.",
  },
  read: ({ order }) => order && distinct(order.items.map((line) => line.product_type ?? null)),
  sample: ["Tableware"],
})
