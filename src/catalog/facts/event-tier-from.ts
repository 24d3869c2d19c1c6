import { defineFact } from "../../core/catalog/define"
import { TIERS } from "../../core/value/tier"

/** Known to the triggers `tier.up`, `tier.down` and `tier.at_risk` alone. */
export const eventTierFrom = defineFact({
  code: "event.tier_from",
  type: "text",
  part: "event",
  personal: true,
  label: {
    en: "Tier before the change",
    es: "Nivel antes del cambio",
    pt: "Nível antes da mudança",
  },
  phrase: {
    en: "the tier before the change",
    es: "el nivel antes del cambio",
    pt: "o nível antes da mudança",
  },
  description: {
    en: "The tier that a customer left or may lose. Unknown when the automation begins with something else.",
    es: "El nivel que un cliente dejó o puede perder. Desconocido si la automatización empieza con otra cosa.",
    pt: "O nível que um cliente deixou ou pode perder. Desconhecido se a automação começa com outra coisa.",
  },
  options: TIERS.map((tier) => ({ value: tier, label: { en: tier, es: tier, pt: tier } })),
  read: ({ event }) => {
    const tier = event.snapshot.properties?.tier_from
    return typeof tier === "string" ? tier : undefined
  },
  sample: "B",
})
