import { defineFact } from "../../core/catalog/define"
import { distinct } from "./support/values"

export const orderSkus = defineFact({
  code: "order.skus",
  type: "list",
  part: "order",
  personal: false,
  label: {
    en: "SKUs in the order",
    es: "SKU del pedido",
    pt: "SKUs do pedido",
  },
  phrase: {
    en: "the list of SKUs of the order",
    es: "la lista de SKU del pedido",
    pt: "a lista de SKUs do pedido",
  },
  description: {
    en: "The stock keeping units that were bought.",
    es: "Las referencias de almacén compradas.",
    pt: "As referências de estoque compradas.",
  },
  read: ({ order }) => order && distinct(order.items.map(({ sku }) => sku)),
  sample: ["TEAPOT-BLUE"],
})
