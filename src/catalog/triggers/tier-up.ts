import { defineTrigger } from "../../core/catalog/define"
import { isTier, tierArg, tierSample } from "../tier-texts"

const ANY = { en: "a higher tier", es: "un nivel más alto", pt: "um nível mais alto" }

export const tierUp = defineTrigger({
  code: "tier.up",
  label: { en: "Tier rose", es: "Subió de nivel", pt: "Subiu de nível" },
  description: {
    en: "A customer rose to a higher tier, by an order or because a minimum stay ended. The first tier is no rise; an import and a changed policy cause nothing.",
    es: "Un cliente subió de nivel, por un pedido o porque terminó la permanencia mínima. El primer nivel no es una subida; una importación o un cambio de política no provocan nada.",
    pt: "Um cliente subiu de nível, por um pedido ou porque a permanência mínima terminou. O primeiro nível não é uma subida; uma importação ou uma mudança de política não provocam nada.",
  },
  sentence: {
    en: "When a customer rises to {to}",
    es: "Cuando un cliente sube hasta {to}",
    pt: "Quando um cliente sobe para {to}",
  },
  told: {
    en: "your tier went up on {day}",
    es: "tu nivel subió el {day}",
    pt: "seu nível subiu em {day}",
  },
  source: { kind: "job" },
  args: [tierArg("to", ANY, ["A", "B"])],
  provides: ["customer", "profile"],
  profiled: true,
  max_age_hours: 48,
  matches: (event, { to }) => isTier(event, "to", to),
  sample: tierSample("tier.up", "B", "A", 4.33),
})
