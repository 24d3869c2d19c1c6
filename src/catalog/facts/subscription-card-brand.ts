import { defineFact } from "../../core/catalog/define"

export const subscriptionCardBrand = defineFact({
  code: "subscription.card_brand",
  type: "text",
  part: "subscription",
  personal: true,
  label: {
    en: "Brand of the card that expires",
    es: "Marca de la tarjeta que caduca",
    pt: "Bandeira do cartão que vence",
  },
  phrase: {
    en: "the brand of the card that expires",
    es: "la marca de la tarjeta que caduca",
    pt: "a bandeira do cartão que vence",
  },
  description: {
    en: "As the payment provider calls it. Unknown where it does not tell.",
    es: "Como la llama el proveedor de pagos. Desconocida si no lo dice.",
    pt: "Como o provedor de pagamento a chama. Desconhecida se não disser.",
  },
  read: ({ subscription }) => subscription?.card?.brand ?? undefined,
  sample: "visa",
})
