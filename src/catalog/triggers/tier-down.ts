import { defineTrigger } from "../../core/catalog/define"
import { isTier, tierArg, tierSample } from "../tier-texts"

const ANY = { en: "a lower tier", es: "un nivel más bajo", pt: "um nível mais baixo" }

export const tierDown = defineTrigger({
  code: "tier.down",
  label: { en: "Tier fell", es: "Bajó de nivel", pt: "Desceu de nível" },
  description: {
    en: "A customer fell to a lower tier: after the grace, or at once after a refund. An import and a changed policy cause nothing.",
    es: "Un cliente bajó de nivel: tras la gracia, o enseguida tras un reembolso. Una importación o un cambio de política no provocan nada.",
    pt: "Um cliente desceu de nível: após a carência, ou logo após um reembolso. Uma importação ou uma mudança de política não provocam nada.",
  },
  sentence: {
    en: "When a customer falls to {to}",
    es: "Cuando un cliente baja hasta {to}",
    pt: "Quando um cliente desce para {to}",
  },
  told: {
    en: "your tier went down on {day}",
    es: "tu nivel bajó el {day}",
    pt: "seu nível desceu em {day}",
  },
  source: { kind: "job" },
  args: [tierArg("to", ANY, ["B", "C"])],
  provides: ["customer", "profile"],
  profiled: true,
  max_age_hours: 48,
  matches: (event, { to }) => isTier(event, "to", to),
  sample: tierSample("tier.down", "A", "B", 3.33),
})
