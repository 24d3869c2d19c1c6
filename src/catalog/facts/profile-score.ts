import { defineFact } from "../../core/catalog/define"

export const profileScore = defineFact({
  code: "profile.score",
  type: "number",
  part: "profile",
  personal: true,
  label: {
    en: "Value score",
    es: "Puntuación de valor",
    pt: "Pontuação de valor",
  },
  phrase: {
    en: "the value score",
    es: "la puntuación de valor",
    pt: "a pontuação de valor",
  },
  description: {
    en: "From 1 to 5; the tier is made from it.",
    es: "De 1 a 5; de ella sale el nivel.",
    pt: "De 1 a 5; dela sai o nível.",
  },
  read: ({ profile }) => profile?.tier_breakdown?.score,
  sample: 3,
})
