import { defineFact } from "../../core/catalog/define"
import { TIERS } from "../../core/value/tier"

/** Known to the triggers `tier.up`, `tier.down` and `tier.at_risk` alone. */
export const eventTierTo = defineFact({
  code: "event.tier_to",
  type: "text",
  part: "event",
  personal: true,
  label: {
    en: "Tier after the change",
    es: "Nivel después del cambio",
    pt: "Nível depois da mudança",
  },
  phrase: {
    en: "the tier after the change",
    es: "el nivel después del cambio",
    pt: "o nível depois da mudança",
  },
  description: {
    en: "The tier that a customer came to, or will fall to. Unknown when the automation begins with something else.",
    es: "El nivel al que un cliente llegó o va a bajar. Desconocido si la automatización empieza con otra cosa.",
    pt: "O nível a que um cliente chegou ou vai descer. Desconhecido se a automação começa com outra coisa.",
  },
  options: TIERS.map((tier) => ({ value: tier, label: { en: tier, es: tier, pt: tier } })),
  read: ({ event }) => {
    const tier = event.snapshot.properties?.tier_to
    return typeof tier === "string" ? tier : undefined
  },
  sample: "A",
})
