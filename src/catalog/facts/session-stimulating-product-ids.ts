import { defineFact } from "../../core/catalog/define"

export const sessionStimulatingProductIds = defineFact({
  code: "session.stimulating_product_ids",
  type: "list",
  part: "session",
  personal: false,
  label: {
    en: "Products that led to others in the visit",
    es: "Productos que llevaron a otros en la visita",
    pt: "Produtos que levaram a outros na visita",
  },
  phrase: {
    en: "the products that led to others in the visit",
    es: "los productos que llevaron a otros en la visita",
    pt: "os produtos que levaram a outros na visita",
  },
  description: {
    en: "The ids of the products from whose page the visitor went on to another product in this visit.",
    es: "Los identificadores de los productos desde cuya página se pasó a otro producto en esta visita.",
    pt: "Os identificadores dos produtos de cuja página se passou a outro produto nesta visita.",
  },
  read: ({ session }) => session?.stimulating_product_ids,
  sample: ["prod_01SAMPLEKETTLE"],
})
