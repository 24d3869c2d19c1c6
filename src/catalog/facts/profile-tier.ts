import { defineFact } from "../../core/catalog/define"
import { TIERS } from "../../core/value/tier"

export const profileTier = defineFact({
  code: "profile.tier",
  type: "text",
  part: "profile",
  personal: true,
  label: {
    en: "Tier",
    es: "Nivel",
    pt: "Nível",
  },
  phrase: {
    en: "the tier",
    es: "el nivel",
    pt: "o nível",
  },
  description: {
    en: "A, B or C by recency, frequency and money.",
    es: "A, B o C según recencia, frecuencia y gasto.",
    pt: "A, B ou C por recência, frequência e gasto.",
  },
  options: TIERS.map((tier) => ({ value: tier, label: { en: tier, es: tier, pt: tier } })),
  read: ({ profile }) => profile?.tier ?? undefined,
  sample: "B",
})
