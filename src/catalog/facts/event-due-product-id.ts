import { defineFact } from "../../core/catalog/define"

/** Known to the trigger `product.due` alone. */
export const eventDueProductId = defineFact({
  code: "event.due_product_id",
  type: "text",
  part: "event",
  personal: true,
  label: {
    en: "Product that is needed again",
    es: "Producto que hará falta",
    pt: "Produto que fará falta",
  },
  phrase: {
    en: "the product that is needed again",
    es: "el producto que hará falta",
    pt: "o produto que fará falta",
  },
  description: {
    en: "The product's id. Unknown when the automation begins with something else.",
    es: "El id del producto. Desconocido si la automatización empieza con otra cosa.",
    pt: "O id do produto. Desconhecido se a automação começa com outra coisa.",
  },
  read: ({ event }) => {
    const value = event.snapshot.properties?.product_id
    return typeof value === "string" ? value : undefined
  },
  sample: "prod_01SAMPLETEAPOT",
})
