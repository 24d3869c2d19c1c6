import { defineTrigger } from "../../core/catalog/define"
import { dueTimingOf, sayDueTiming } from "../../core/predict/due-timing"
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
    en: "So many days before somebody needs a product again, or when buying it again begins to be likely: by what is learned of them, else by the life that a plan for renewal by hand states. Whoever subscribes to it, or buys meanwhile, gets nothing.",
    es: "Tantos días antes de que alguien necesite otra vez un producto, o cuando empieza a ser probable que lo compre: por lo aprendido de esa persona, o por la vida que dice un plan que se renueva a mano. Quien está suscrito, o compra mientras tanto, no recibe nada.",
    pt: "Tantos dias antes de alguém precisar de novo de um produto, ou quando começa a ser provável que compre: pelo que se aprendeu da pessoa, ou pela vida que diz um plano renovado à mão. Quem assina, ou compra enquanto isso, não recebe nada.",
  },
  sentence: {
    en: "When a product is needed again {when}",
    es: "Cuando un producto hará falta otra vez {when}",
    pt: "Quando um produto fará falta de novo {when}",
  },
  told: {
    en: "something that you bought may be used up around {day}",
    es: "algo que compraste puede haberse acabado hacia el {day}",
    pt: "algo que você comprou pode ter acabado por volta de {day}",
  },
  source: { kind: "job" },
  args: [
    {
      key: "when",
      type: "select",
      label: { en: "Timed by", es: "Según", pt: "Conforme" },
      required: true,
      default: "day",
      options: [
        {
          value: "day",
          label: {
            en: "The day on which it is needed",
            es: "El día en que hará falta",
            pt: "O dia em que fará falta",
          },
          phrase: { en: "in {days}", es: "en {days}", pt: "em {days}" },
        },
        {
          value: "rise",
          label: {
            en: "When buying it begins to be likely, else that day",
            es: "Cuando empieza a ser probable la compra; si no, ese día",
            pt: "Quando a compra começa a ser provável; senão, esse dia",
          },
          phrase: {
            en: "and buying it begins to be likely (where nobody can tell, in {days})",
            es: "y empieza a ser probable la compra (si no se puede saber, en {days})",
            pt: "e a compra começa a ser provável (se não dá para saber, em {days})",
          },
        },
      ],
    },
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
  matches: ({ snapshot: { properties } }, args) =>
    properties?.days === (args.days ?? DAYS) &&
    dueTimingOf(properties.when) === dueTimingOf(args.when),
  notes: ["when", "days", "known_by", "due_on", "likely_on", "own_weight", "said_on"],
  note: sayDueTiming,
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
        when: "day",
        product_id: "prod_01SAMPLETEAPOT",
        known_by: "learned",
        last_bought: "2025-12-09",
        due_at: "2026-03-09T10:15:00.000Z",
        due_on: "2026-03-09",
        likely_on: "2026-02-14",
        own_weight: 0.4,
        said_on: null,
      },
    },
  },
})
