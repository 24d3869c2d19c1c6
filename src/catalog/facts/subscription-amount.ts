import { defineFact } from "../../core/catalog/define"

export const subscriptionAmount = defineFact({
  code: "subscription.amount",
  type: "money",
  part: "subscription",
  personal: true,
  label: { en: "Amount of the renewal", es: "Importe de la renovación", pt: "Valor da renovação" },
  phrase: {
    en: "the amount of the renewal",
    es: "el importe de la renovación",
    pt: "o valor da renovação",
  },
  description: {
    en: "What the renewal costs, tax and shipping included. Unknown until it was asked.",
    es: "Lo que cuesta la renovación, con impuestos y envío. Desconocido hasta que se preguntó.",
    pt: "O que a renovação custa, com impostos e frete. Desconhecido até ser perguntado.",
  },
  read: ({ subscription }) =>
    subscription?.amount == null
      ? undefined
      : { amount: subscription.amount, currency_code: subscription.currency_code },
  sample: { amount: "24.90", currency_code: "eur" },
})
