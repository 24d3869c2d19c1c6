import { defineFact } from "../../core/catalog/define"

export const subscriptionReason = defineFact({
  code: "subscription.reason",
  type: "text",
  part: "subscription",
  personal: true,
  label: {
    en: "Why a renewal waits or failed",
    es: "Por qué una renovación espera o falló",
    pt: "Por que uma renovação espera ou falhou",
  },
  phrase: { en: "the reason", es: "el motivo", pt: "o motivo" },
  description: {
    en: "The reason as a word, such as `declined`, `price_changed` or `out_of_stock`. Unknown when there is none.",
    es: "El motivo en una palabra, como `declined`, `price_changed` o `out_of_stock`. Desconocido si no hay.",
    pt: "O motivo em uma palavra, como `declined`, `price_changed` ou `out_of_stock`. Desconhecido se não há.",
  },
  read: ({ subscription }) => subscription?.reason ?? undefined,
  sample: "price_changed",
})
