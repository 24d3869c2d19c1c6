import { defineFact } from "../../core/catalog/define"

export const profileChurnRisk = defineFact({
  code: "profile.churn_risk",
  type: "text",
  part: "profile",
  personal: true,
  label: {
    en: "Risk of leaving",
    es: "Riesgo de abandono",
    pt: "Risco de abandono",
  },
  phrase: {
    en: "the risk of leaving",
    es: "el riesgo de abandono",
    pt: "o risco de abandono",
  },
  description: {
    en: "Low, medium or high: thirds of the probability to buy again; unknown while the history is too short.",
    es: "Bajo, medio o alto: tercios de la probabilidad de volver a comprar; desconocido mientras el historial no baste.",
    pt: "Baixo, médio ou alto: terços da probabilidade de comprar de novo; desconhecido enquanto o histórico não bastar.",
  },
  options: [
    { value: "low", label: { en: "Low", es: "Bajo", pt: "Baixo" } },
    { value: "medium", label: { en: "Medium", es: "Medio", pt: "Médio" } },
    { value: "high", label: { en: "High", es: "Alto", pt: "Alto" } },
  ],
  read: ({ profile }) => profile?.prediction?.risk ?? undefined,
  sample: "high",
})
