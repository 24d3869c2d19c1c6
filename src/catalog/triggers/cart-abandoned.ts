import { defineTrigger } from "../../core/catalog/define"
import { sampleCart, sampleCustomer } from "../samples"

const HOUR = 60

export const cartAbandoned = defineTrigger({
  code: "cart.abandoned",
  label: { en: "Cart abandoned", es: "Carrito abandonado", pt: "Carrinho abandonado" },
  description: {
    en: "A customer or a guest with an address left a cart with items alone for this long. Prices or metadata that change meanwhile do not count as coming back.",
    es: "Un cliente o un invitado con dirección dejó un carrito con artículos durante este tiempo. Que cambien precios o metadatos no cuenta como volver.",
    pt: "Um cliente ou um visitante com endereço deixou um carrinho com itens por este tempo. Mudanças de preço ou de metadados não contam como volta.",
  },
  sentence: {
    en: "When a cart is left for {after_minutes}",
    es: "Cuando un carrito queda abandonado durante {after_minutes}",
    pt: "Quando um carrinho fica abandonado por {after_minutes}",
  },
  told: {
    en: "you left a cart on {day}",
    es: "dejaste un carrito a medias el {day}",
    pt: "você deixou um carrinho em {day}",
  },
  source: { kind: "job" },
  args: [
    {
      key: "after_minutes",
      type: "number",
      label: {
        en: "Time without activity",
        es: "Tiempo sin actividad",
        pt: "Tempo sem atividade",
      },
      unit: "minutes",
      required: true,
      default: HOUR,
      min: 10,
      max: 7 * 24 * HOUR,
      integer: true,
    },
  ],
  provides: ["cart", "customer", "profile"],
  max_age_hours: 48,
  matches: (event, args) =>
    event.snapshot.properties?.after_minutes === (args.after_minutes ?? HOUR),
  open_since: (event) => instantOf(event.snapshot.properties?.last_activity_at),
  sample: {
    id: "cart.abandoned:cart_01SAMPLE:1772442900000:60",
    name: "cart.abandoned",
    entity_id: "cart_01SAMPLE",
    customer_id: "cus_01SAMPLE",
    email: "ana@shop.example",
    occurred_at: "2026-03-02T10:15:00.000Z",
    source: "job",
    snapshot: {
      cart: sampleCart,
      customer: sampleCustomer,
      properties: { after_minutes: HOUR, last_activity_at: "2026-03-02T09:15:00.000Z" },
    },
  },
})

const instantOf = (value: unknown): string | null => (typeof value === "string" ? value : null)
