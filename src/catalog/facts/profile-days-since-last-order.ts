import { defineFact } from "../../core/catalog/define"
import { wholeDays } from "./support/values"

export const profileDaysSinceLastOrder = defineFact({
  code: "profile.days_since_last_order",
  type: "number",
  part: "profile",
  personal: true,
  label: {
    en: "Days since the last order",
    es: "Días desde el último pedido",
    pt: "Dias desde o último pedido",
  },
  phrase: {
    en: "the number of days since the last order",
    es: "el número de días desde el último pedido",
    pt: "o número de dias desde o último pedido",
  },
  description: {
    en: "Whole days; unknown for who never ordered.",
    es: "Días enteros; desconocido para quien nunca pidió.",
    pt: "Dias inteiros; desconhecido para quem nunca pediu.",
  },
  read: ({ profile, now }) => wholeDays(profile?.last_order_at, now),
  sample: 0,
})
