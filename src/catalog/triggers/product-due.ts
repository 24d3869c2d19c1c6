import { defineTrigger } from "../../core/catalog/define"
import { sampleCustomer } from "../samples"

const DAYS = 7

export const productDue = defineTrigger({
  code: "product.due",
  label: {
    en: "Product is needed again",
    es: "Un producto hará falta otra vez",
    pt: "Um produto fará falta de novo",
  },
  description: {
    en: "So many days before somebody needs a product again: by what is learned of them, else by the life that a plan for renewal by hand states. Whoever subscribes to it, or buys meanwhile, gets nothing.",
    es: "Tantos días antes de que alguien necesite otra vez un producto: por lo aprendido de esa persona, o por la vida que dice un plan que se renueva a mano. Quien está suscrito, o compra mientras tanto, no recibe nada.",
    pt: "Tantos dias antes de alguém precisar de novo de um produto: pelo que se aprendeu da pessoa, ou pela vida que diz um plano renovado à mão. Quem assina, ou compra enquanto isso, não recebe nada.",
  },
  sentence: {
    en: "When a product is needed again in {days} days",
    es: "Cuando un producto hará falta otra vez en {days} días",
    pt: "Quando um produto fará falta de novo em {days} dias",
  },
  told: {
    en: "something that you bought may be used up around {day}",
    es: "algo que compraste puede haberse acabado hacia el {day}",
    pt: "algo que você comprou pode ter acabado por volta de {day}",
  },
  source: { kind: "job" },
  args: [
    {
      key: "days",
      type: "number",
      label: { en: "Days before", es: "Días antes", pt: "Dias antes" },
      required: true,
      default: DAYS,
      min: 0,
      max: 90,
      integer: true,
    },
  ],
  provides: ["customer", "profile"],
  profiled: true,
  max_age_hours: 48,
  matches: (event, args) => event.snapshot.properties?.days === (args.days ?? DAYS),
  open_since: ({ occurred_at }) => occurred_at,
  sample: {
    id: "product.due:cus_01SAMPLE:prod_01SAMPLETEAPOT:2025-12-09:7",
    name: "product.due",
    entity_id: sampleCustomer.id,
    customer_id: sampleCustomer.id,
    email: sampleCustomer.email,
    occurred_at: "2026-03-02T10:15:00.000Z",
    source: "job",
    snapshot: {
      customer: sampleCustomer,
      products: [
        {
          id: "prod_01SAMPLETEAPOT",
          handle: "teapot",
          title: "Teapot",
          thumbnail: null,
        },
      ],
      properties: {
        days: DAYS,
        product_id: "prod_01SAMPLETEAPOT",
        known_by: "learned",
        last_bought: "2025-12-09",
        due_at: "2026-03-09T10:15:00.000Z",
      },
    },
  },
})
