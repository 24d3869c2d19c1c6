import { defineFact } from "../../core/catalog/define"

/** Known to the triggers `tier.up`, `tier.down` and `tier.at_risk` alone. */
export const eventTierScore = defineFact({
  code: "event.tier_score",
  type: "number",
  part: "event",
  personal: true,
  label: {
    en: "Score at the change of tier",
    es: "Puntuación al cambiar de nivel",
    pt: "Pontuação na mudança de nível",
  },
  phrase: {
    en: "the score at the change of tier",
    es: "la puntuación al cambiar de nivel",
    pt: "a pontuação na mudança de nível",
  },
  description: {
    en: "From 1 to 5, as it was then. Unknown when the automation begins with something else.",
    es: "De 1 a 5, tal como era entonces. Desconocida si la automatización empieza con otra cosa.",
    pt: "De 1 a 5, como era então. Desconhecida se a automação começa com outra coisa.",
  },
  read: ({ event }) => {
    const score = event.snapshot.properties?.tier_score
    return typeof score === "number" ? score : undefined
  },
  sample: 4.33,
})
