import { defineTrigger } from "../../core/catalog/define"
import { sampleSubject } from "../samples"

export const orderPlaced = defineTrigger({
  code: "order.placed",
  label: { en: "Order placed", es: "Pedido realizado", pt: "Pedido feito" },
  description: {
    en: "A customer or a guest completed an order.",
    es: "Un cliente o un invitado completó un pedido.",
    pt: "Um cliente ou um visitante concluiu um pedido.",
  },
  sentence: {
    en: "When an order is placed",
    es: "Cuando se realiza un pedido",
    pt: "Quando um pedido é feito",
  },
  told: {
    en: "you ordered on {day}",
    es: "hiciste un pedido el {day}",
    pt: "você fez um pedido em {day}",
  },
  source: { kind: "event", name: "order.placed" },
  args: [],
  provides: ["order", "customer", "profile"],
  max_age_hours: 48,
  sample: sampleSubject.event,
})
