import { defineFact } from "../../core/catalog/define"

export const subscriptionProductId = defineFact({
  code: "subscription.product_id",
  type: "text",
  part: "subscription",
  personal: true,
  label: {
    en: "Product of the subscription",
    es: "Producto de la suscripción",
    pt: "Produto da assinatura",
  },
  phrase: {
    en: "the product of the subscription",
    es: "el producto de la suscripción",
    pt: "o produto da assinatura",
  },
  description: {
    en: "The id of the product that is subscribed to.",
    es: "El id del producto contratado.",
    pt: "O id do produto assinado.",
  },
  read: ({ subscription }) => subscription?.product_id,
  sample: "prod_01SAMPLETEAPOT",
})
