import { defineFact } from "../../core/catalog/define"

export const profileExpectedOrders90d = defineFact({
  code: "profile.expected_orders_90d",
  type: "number",
  part: "profile",
  personal: true,
  label: {
    en: "Orders expected in 90 days",
    es: "Pedidos esperados en 90 días",
    pt: "Pedidos esperados em 90 dias",
  },
  phrase: {
    en: "the orders expected in 90 days",
    es: "los pedidos esperados en 90 días",
    pt: "os pedidos esperados em 90 dias",
  },
  description: {
    en: "How many orders the models expect; unknown while the history is too short.",
    es: "Cuántos pedidos esperan los modelos; desconocido mientras el historial no baste.",
    pt: "Quantos pedidos os modelos esperam; desconhecido enquanto o histórico não bastar.",
  },
  read: ({ profile }) => profile?.prediction?.purchases_90 ?? undefined,
  sample: 1.3,
})
