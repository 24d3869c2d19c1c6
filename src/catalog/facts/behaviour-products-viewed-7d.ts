import { defineFact } from "../../core/catalog/define"

export const behaviourProductsViewed7d = defineFact({
  code: "behaviour.products_viewed_7d",
  type: "number",
  part: "behaviour",
  personal: false,
  label: {
    en: "Products viewed in 7 days",
    es: "Productos vistos en 7 días",
    pt: "Produtos vistos em 7 dias",
  },
  phrase: {
    en: "the number of products viewed in 7 days",
    es: "el número de productos vistos en 7 días",
    pt: "o número de produtos vistos em 7 dias",
  },
  description: {
    en: "How many different products were viewed in the last seven days, on all devices of a customer.",
    es: "Cuántos productos distintos se vieron en los últimos siete días, en todos los dispositivos de un cliente.",
    pt: "Quantos produtos diferentes foram vistos nos últimos sete dias, em todos os dispositivos de um cliente.",
  },
  read: ({ behaviour }) => behaviour?.product_ids_viewed_7d.length,
  sample: 4,
})
