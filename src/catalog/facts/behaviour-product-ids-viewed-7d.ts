import { defineFact } from "../../core/catalog/define"

export const behaviourProductIdsViewed7d = defineFact({
  code: "behaviour.product_ids_viewed_7d",
  type: "list",
  part: "behaviour",
  personal: false,
  label: {
    en: "Products viewed in 7 days (ids)",
    es: "Productos vistos en 7 días (ids)",
    pt: "Produtos vistos em 7 dias (ids)",
  },
  phrase: {
    en: "the products viewed in 7 days",
    es: "los productos vistos en 7 días",
    pt: "os produtos vistos em 7 dias",
  },
  description: {
    en: "The ids of the products that were viewed in the last seven days.",
    es: "Los identificadores de los productos vistos en los últimos siete días.",
    pt: "Os identificadores dos produtos vistos nos últimos sete dias.",
  },
  read: ({ behaviour }) => behaviour?.product_ids_viewed_7d,
  sample: ["prod_01SAMPLETEAPOT"],
})
