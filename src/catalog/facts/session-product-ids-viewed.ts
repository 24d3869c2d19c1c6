import { defineFact } from "../../core/catalog/define"

export const sessionProductIdsViewed = defineFact({
  code: "session.product_ids_viewed",
  type: "list",
  part: "session",
  personal: false,
  label: {
    en: "Products viewed in the visit",
    es: "Productos vistos en la visita",
    pt: "Produtos vistos na visita",
  },
  phrase: {
    en: "the products viewed in the visit",
    es: "los productos vistos en la visita",
    pt: "os produtos vistos na visita",
  },
  description: {
    en: "The ids of the products that were viewed in this visit.",
    es: "Los identificadores de los productos que se vieron en esta visita.",
    pt: "Os identificadores dos produtos vistos nesta visita.",
  },
  read: ({ session }) => session?.product_ids_viewed,
  sample: ["prod_01SAMPLETEAPOT"],
})
