import { defineTrigger } from "../../core/catalog/define"
import { sampleCustomer } from "../samples"

const COUNT = 5

export const customerOrderCountReached = defineTrigger({
  code: "customer.order_count_reached",
  label: {
    en: "Number of orders reached",
    es: "Número de pedidos alcanzado",
    pt: "Número de pedidos atingido",
  },
  description: {
    en: "Somebody placed their so-many-th order; once per customer. Cancelled and imported orders are no moment.",
    es: "Alguien hizo su pedido número tantos; una vez por cliente. Los pedidos cancelados o importados no lo provocan.",
    pt: "Alguém fez o seu pedido de número tal; uma vez por cliente. Pedidos cancelados ou importados não o provocam.",
  },
  sentence: {
    en: "When a customer places order number {count}",
    es: "Cuando un cliente hace su pedido número {count}",
    pt: "Quando um cliente faz o pedido número {count}",
  },
  told: {
    en: "you had made a certain number of orders by {day}",
    es: "el {day} habías hecho cierto número de pedidos",
    pt: "em {day} você tinha feito um certo número de pedidos",
  },
  source: { kind: "job" },
  args: [
    {
      key: "count",
      type: "number",
      label: { en: "Orders", es: "Pedidos", pt: "Pedidos" },
      required: true,
      default: COUNT,
      min: 1,
      max: 10_000,
      integer: true,
    },
  ],
  provides: ["customer", "profile"],
  profiled: true,
  max_age_hours: 48,
  matches: (event, args) => event.snapshot.properties?.count === (args.count ?? COUNT),
  sample: {
    id: "customer.order_count_reached:cus_01SAMPLE:5",
    name: "customer.order_count_reached",
    entity_id: "cus_01SAMPLE",
    customer_id: "cus_01SAMPLE",
    email: "ana@shop.example",
    occurred_at: "2026-03-02T10:15:00.000Z",
    source: "job",
    snapshot: {
      customer: sampleCustomer,
      properties: { count: COUNT, purchase_id: "medusa:order_01SAMPLE" },
    },
  },
})
