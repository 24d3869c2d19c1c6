import { defineFact } from "../../core/catalog/define"

export const subscriptionAttempts = defineFact({
  code: "subscription.attempts",
  type: "number",
  part: "subscription",
  personal: true,
  label: { en: "Attempts to charge", es: "Intentos de cobro", pt: "Tentativas de cobrança" },
  phrase: {
    en: "the number of attempts",
    es: "el número de intentos",
    pt: "o número de tentativas",
  },
  description: {
    en: "How many times this renewal was tried.",
    es: "Cuántas veces se intentó esta renovación.",
    pt: "Quantas vezes esta renovação foi tentada.",
  },
  read: ({ subscription }) => subscription?.attempts,
  sample: 0,
})
