import { defineFact } from "../../core/catalog/define"
import { daysUntil } from "./support/predicted"

export const profileNextOrderDue = defineFact({
  code: "profile.next_order_due",
  type: "number",
  part: "profile",
  personal: true,
  label: {
    en: "Days until the next order is due",
    es: "Días hasta el próximo pedido",
    pt: "Dias até o próximo pedido",
  },
  phrase: {
    en: "the days until the next order is due",
    es: "los días hasta el próximo pedido",
    pt: "os dias até o próximo pedido",
  },
  description: {
    en: "Half of such customers order by that day; negative when it has passed, unknown without a repeat purchase.",
    es: "La mitad de estos clientes pide antes de ese día; negativo si ya pasó, desconocido sin compras repetidas.",
    pt: "Metade desses clientes pede até esse dia; negativo se já passou, desconhecido sem compras repetidas.",
  },
  read: ({ profile, now }) => daysUntil(profile?.prediction?.next_order_on, now),
  sample: 12,
})
