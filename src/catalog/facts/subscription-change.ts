import { defineFact } from "../../core/catalog/define"
import { CHANGE_LABELS } from "../../core/renewal/renewal-words"

/** Known to the trigger `subscription.changed` alone. */
export const subscriptionChange = defineFact({
  code: "subscription.change",
  type: "text",
  part: "subscription",
  personal: true,
  label: {
    en: "What was changed about a subscription",
    es: "Qué se cambió en una suscripción",
    pt: "O que mudou em uma assinatura",
  },
  phrase: { en: "what was changed", es: "lo que se cambió", pt: "o que mudou" },
  description: {
    en: "What its holder did: switched it to another plan, left a period out, moved the date, and so on. Unknown when the automation begins with something else.",
    es: "Lo que hizo su titular: cambiarla a otro plan, omitir un período, mover la fecha, etc. Desconocido si la automatización empieza con otra cosa.",
    pt: "O que o titular fez: trocar por outro plano, pular um período, mudar a data, etc. Desconhecido se a automação começa com outra coisa.",
  },
  options: Object.entries(CHANGE_LABELS).map(([value, label]) => ({ value, label })),
  read: ({ subscription }) => subscription?.change ?? undefined,
  sample: "switched",
})
