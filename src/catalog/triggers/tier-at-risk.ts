import { defineTrigger } from "../../core/catalog/define"
import { isTier, tierArg, tierSample } from "../tier-texts"

const ANY = { en: "their tier", es: "su nivel", pt: "o seu nível" }

export const tierAtRisk = defineTrigger({
  code: "tier.at_risk",
  label: { en: "Tier at risk", es: "Nivel en riesgo", pt: "Nível em risco" },
  description: {
    en: "A customer's score became too low for the tier, which will fall when the grace ends. Whoever orders meanwhile gets nothing.",
    es: "La puntuación de un cliente quedó demasiado baja para su nivel, que bajará cuando termine la gracia. Quien pide mientras tanto no recibe nada.",
    pt: "A pontuação de um cliente ficou baixa demais para o nível, que cairá quando a carência terminar. Quem compra enquanto isso não recebe nada.",
  },
  sentence: {
    en: "When a customer is about to lose {from}",
    es: "Cuando un cliente está a punto de perder {from}",
    pt: "Quando um cliente está prestes a perder {from}",
  },
  told: {
    en: "on {day} your tier was close to going down",
    es: "el {day} tu nivel estaba a punto de bajar",
    pt: "em {day} seu nível estava perto de descer",
  },
  source: { kind: "job" },
  args: [tierArg("from", ANY, ["A", "B"])],
  provides: ["customer", "profile"],
  profiled: true,
  max_age_hours: 48,
  matches: (event, { from }) => isTier(event, "from", from),
  open_since: ({ occurred_at }) => occurred_at,
  sample: tierSample("tier.at_risk", "A", "B", 3.33),
})
