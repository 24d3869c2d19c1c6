import { defineFact } from "../../core/catalog/define"
import { expectedValueOf } from "./support/predicted"

export const profileExpectedValue1y = defineFact({
  code: "profile.expected_value_1y",
  type: "money",
  part: "profile",
  personal: true,
  label: {
    en: "Value expected in a year",
    es: "Valor esperado en un año",
    pt: "Valor esperado em um ano",
  },
  phrase: {
    en: "the value expected in a year",
    es: "el valor esperado en un año",
    pt: "o valor esperado em um ano",
  },
  description: {
    en: "What the models expect to be spent in the next year, in the shop's main currency; unknown while the history is too short.",
    es: "Lo que los modelos esperan que gaste en un año, en la moneda principal de la tienda; desconocido mientras el historial no baste.",
    pt: "O que os modelos esperam que gaste em um ano, na moeda principal da loja; desconhecido enquanto o histórico não bastar.",
  },
  read: ({ profile }) => expectedValueOf(profile?.prediction),
  sample: { amount: "140", currency_code: "eur" },
})
