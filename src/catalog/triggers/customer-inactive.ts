import { defineTrigger } from "../../core/catalog/define"
import { sampleCustomer } from "../samples"

const DAYS = 90

export const customerInactive = defineTrigger({
  code: "customer.inactive",
  label: { en: "Customer inactive", es: "Cliente inactivo", pt: "Cliente inativo" },
  description: {
    en: "So many days have passed since somebody's last order. Only the day on which the mark is passed counts: whoever left long ago does not enter when an automation is activated.",
    es: "Han pasado tantos días desde el último pedido. Solo cuenta el día en que se alcanza la marca: quien se fue hace mucho no entra al activar una automatización.",
    pt: "Passaram-se tantos dias desde o último pedido. Só conta o dia em que a marca é atingida: quem saiu há muito não entra quando uma automação é ativada.",
  },
  sentence: {
    en: "When a customer has not ordered for {days}",
    es: "Cuando un cliente lleva {days} sin pedir",
    pt: "Quando um cliente fica {days} sem pedir",
  },
  told: {
    en: "by {day} you had not ordered for a while",
    es: "el {day} llevabas un tiempo sin pedir",
    pt: "em {day} fazia um tempo que você não pedia",
  },
  source: { kind: "job" },
  args: [
    {
      key: "days",
      type: "number",
      label: {
        en: "Days since the last order",
        es: "Días desde el último pedido",
        pt: "Dias desde o último pedido",
      },
      required: true,
      default: DAYS,
      min: 1,
      max: 3650,
      integer: true,
    },
  ],
  provides: ["customer", "profile"],
  profiled: true,
  max_age_hours: 48,
  matches: (event, args) => event.snapshot.properties?.days === (args.days ?? DAYS),
  open_since: (event) => {
    const last = event.snapshot.properties?.last_order_at
    return typeof last === "string" ? last : null
  },
  sample: {
    id: "customer.inactive:cus_01SAMPLE:1763629200000:90",
    name: "customer.inactive",
    entity_id: "cus_01SAMPLE",
    customer_id: "cus_01SAMPLE",
    email: "ana@shop.example",
    occurred_at: "2026-02-18T09:00:00.000Z",
    source: "job",
    snapshot: {
      customer: sampleCustomer,
      properties: { days: DAYS, last_order_at: "2025-11-20T09:00:00.000Z" },
    },
  },
})
