import { defineFact } from "../../core/catalog/define"

export const profileFirstOrderAt = defineFact({
  code: "profile.first_order_at",
  type: "date",
  part: "profile",
  personal: true,
  label: {
    en: "First order",
    es: "Primer pedido",
    pt: "Primeiro pedido",
  },
  phrase: {
    en: "the date of the first order",
    es: "la fecha del primer pedido",
    pt: "a data do primeiro pedido",
  },
  description: {
    en: "When the first order was placed.",
    es: "Cuándo se hizo el primer pedido.",
    pt: "Quando o primeiro pedido foi feito.",
  },
  read: ({ profile }) => profile?.first_order_at ?? undefined,
  sample: "2025-11-20T09:05:00.000Z",
})
