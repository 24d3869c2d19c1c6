import { defineTrigger } from "../../core/catalog/define"
import { spendMark } from "../../core/money/spend-mark"
import { sampleCustomer } from "../samples"

export const customerSpendReached = defineTrigger({
  code: "customer.spend_reached",
  label: { en: "Spending reached", es: "Gasto alcanzado", pt: "Gasto atingido" },
  description: {
    en: "All that somebody spent in one currency, less what was given back, passed this amount; once per customer. Imported orders are no moment.",
    es: "Todo lo que alguien gastó en una moneda, menos lo devuelto, superó este importe; una vez por cliente. Los pedidos importados no lo provocan.",
    pt: "Tudo o que alguém gastou em uma moeda, menos o devolvido, passou deste valor; uma vez por cliente. Pedidos importados não o provocam.",
  },
  sentence: {
    en: "When a customer's spending reaches {amount}",
    es: "Cuando el gasto de un cliente alcanza {amount}",
    pt: "Quando o gasto de um cliente atinge {amount}",
  },
  told: {
    en: "your orders came to a certain amount by {day}",
    es: "el {day} tus pedidos sumaban cierto importe",
    pt: "em {day} seus pedidos somavam um certo valor",
  },
  source: { kind: "job" },
  args: [
    {
      key: "amount",
      type: "money",
      label: { en: "Amount", es: "Importe", pt: "Valor" },
      required: true,
      min: 0.01,
    },
  ],
  provides: ["customer", "profile"],
  profiled: true,
  max_age_hours: 48,
  matches: (event, { amount }) =>
    amount === undefined || event.snapshot.properties?.mark === spendMark(amount)?.key,
  sample: {
    id: "customer.spend_reached:cus_01SAMPLE:500",
    name: "customer.spend_reached",
    entity_id: "cus_01SAMPLE",
    customer_id: "cus_01SAMPLE",
    email: "ana@shop.example",
    occurred_at: "2026-03-02T10:15:00.000Z",
    source: "job",
    snapshot: {
      customer: sampleCustomer,
      properties: { mark: "500", spent: "512.40", currency_code: "eur" },
    },
  },
})
