import { defineFact } from "../../core/catalog/define"

export const profilePAlive = defineFact({
  code: "profile.p_alive",
  type: "number",
  part: "profile",
  personal: true,
  label: {
    en: "Probability to buy again",
    es: "Probabilidad de volver a comprar",
    pt: "Probabilidade de comprar de novo",
  },
  phrase: {
    en: "the probability to buy again",
    es: "la probabilidad de volver a comprar",
    pt: "a probabilidade de comprar de novo",
  },
  description: {
    en: "From 0 to 1, as of last night; unknown while the history is too short to tell.",
    es: "De 0 a 1, según la última noche; desconocida mientras el historial no baste.",
    pt: "De 0 a 1, segundo a última noite; desconhecida enquanto o histórico não bastar.",
  },
  read: ({ profile }) => profile?.prediction?.alive ?? undefined,
  sample: 0.84,
})
