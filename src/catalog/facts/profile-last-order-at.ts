import { defineFact } from "../../core/catalog/define"

export const profileLastOrderAt = defineFact({
  code: "profile.last_order_at",
  type: "date",
  part: "profile",
  personal: true,
  label: {
    en: "Last order",
    es: "Último pedido",
    pt: "Último pedido",
  },
  phrase: {
    en: "the date of the last order",
    es: "la fecha del último pedido",
    pt: "a data do último pedido",
  },
  description: {
    en: "When the latest order was placed, the present one included.",
    es: "Cuándo se hizo el último pedido, incluido el actual.",
    pt: "Quando o último pedido foi feito, incluindo o atual.",
  },
  read: ({ profile }) => profile?.last_order_at ?? undefined,
  sample: "2026-03-02T10:15:00.000Z",
})
