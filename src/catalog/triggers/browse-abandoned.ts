import { defineTrigger } from "../../core/catalog/define"
import { sampleCustomer } from "../samples"

const TWO_HOURS = 120

export const browseAbandoned = defineTrigger({
  code: "browse.abandoned",
  label: { en: "Visit left", es: "Visita abandonada", pt: "Visita abandonada" },
  description: {
    en: "A known customer looked at a product, put it into no cart, bought nothing since, and has been gone for this long. Needs behaviour events, which are kept with consent alone.",
    es: "Un cliente conocido miró un producto, no lo puso en un carrito, no compró nada desde entonces y lleva este tiempo fuera. Necesita eventos de comportamiento, que solo se guardan con consentimiento.",
    pt: "Um cliente conhecido olhou um produto, não o colocou em um carrinho, não comprou nada desde então e saiu há este tempo. Precisa de eventos de comportamento, guardados apenas com consentimento.",
  },
  sentence: {
    en: "When a customer looks at a product and leaves",
    es: "Cuando un cliente mira un producto y se va",
    pt: "Quando um cliente olha um produto e sai",
  },
  told: {
    en: "you looked at a product on {day}",
    es: "miraste un producto el {day}",
    pt: "você olhou um produto em {day}",
  },
  source: { kind: "job" },
  args: [
    {
      key: "after_minutes",
      type: "number",
      label: {
        en: "Time since the visit",
        es: "Tiempo desde la visita",
        pt: "Tempo desde a visita",
      },
      unit: "minutes",
      required: true,
      default: TWO_HOURS,
      // A visit goes on for as long as it may be idle.
      min: 30,
      max: 7 * 24 * 60,
      integer: true,
    },
  ],
  provides: ["customer", "profile", "session", "behaviour"],
  profiled: true,
  max_age_hours: 48,
  matches: (event, args) =>
    event.snapshot.properties?.after_minutes === (args.after_minutes ?? TWO_HOURS),
  open_since: (event) => {
    const at = event.snapshot.properties?.viewed_at
    return typeof at === "string" ? at : null
  },
  sample: {
    id: "browse.abandoned:cus_01SAMPLE:1772439300000:120",
    name: "browse.abandoned",
    entity_id: "prod_01SAMPLETEAPOT",
    customer_id: "cus_01SAMPLE",
    email: "ana@shop.example",
    occurred_at: "2026-03-02T10:15:00.000Z",
    source: "job",
    snapshot: {
      customer: sampleCustomer,
      products: [
        {
          id: "prod_01SAMPLETEAPOT",
          handle: "blue-teapot",
          title: "Blue teapot",
          thumbnail: null,
        },
      ],
      properties: {
        after_minutes: TWO_HOURS,
        product_id: "prod_01SAMPLETEAPOT",
        viewed_at: "2026-03-02T08:12:00.000Z",
      },
    },
  },
})
