import { defineTrigger } from "../../core/catalog/define"
import { sampleCart, sampleCustomer, sampleOrder } from "../samples"

export const cartRecovered = defineTrigger({
  code: "cart.recovered",
  label: { en: "Cart recovered", es: "Carrito recuperado", pt: "Carrinho recuperado" },
  description: {
    en: "A cart that had been abandoned became an order, by itself or through a recovery link.",
    es: "Un carrito que se había abandonado se convirtió en pedido, por sí solo o por un enlace de recuperación.",
    pt: "Um carrinho que tinha sido abandonado virou pedido, sozinho ou por um link de recuperação.",
  },
  sentence: {
    en: "When an abandoned cart becomes an order",
    es: "Cuando un carrito abandonado se convierte en pedido",
    pt: "Quando um carrinho abandonado vira pedido",
  },
  told: {
    en: "you bought on {day} what lay in your cart",
    es: "compraste el {day} lo que había en tu carrito",
    pt: "você comprou em {day} o que estava no seu carrinho",
  },
  source: { kind: "job" },
  args: [],
  provides: ["order", "cart", "customer", "profile"],
  max_age_hours: 48,
  sample: {
    id: "cart.recovered:cart_01SAMPLE",
    name: "cart.recovered",
    entity_id: "order_01SAMPLE",
    customer_id: "cus_01SAMPLE",
    email: "ana@shop.example",
    occurred_at: "2026-03-02T10:15:00.000Z",
    source: "job",
    snapshot: {
      order: sampleOrder,
      cart: sampleCart,
      customer: sampleCustomer,
      properties: { cart_id: "cart_01SAMPLE", abandoned_at: "2026-03-01T18:00:00.000Z" },
    },
  },
})
