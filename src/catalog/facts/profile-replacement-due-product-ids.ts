import { defineFact } from "../../core/catalog/define"
import { dueProductsOf } from "./support/predicted"

export const profileReplacementDueProductIds = defineFact({
  code: "profile.replacement_due_product_ids",
  type: "list",
  part: "profile",
  personal: true,
  label: {
    en: "Products to be replaced soon",
    es: "Productos por reponer",
    pt: "Produtos a repor",
  },
  phrase: {
    en: "the list of products to be replaced soon",
    es: "la lista de productos por reponer",
    pt: "a lista de produtos a repor",
  },
  description: {
    en: "Products bought three times or more that are needed again within 14 days, or since.",
    es: "Productos comprados tres veces o más que harán falta en 14 días, o ya hacen falta.",
    pt: "Produtos comprados três vezes ou mais que farão falta em 14 dias, ou já fazem.",
  },
  read: ({ profile, now }) => dueProductsOf(profile?.prediction, now),
  sample: ["prod_01SAMPLETEAPOT"],
})
