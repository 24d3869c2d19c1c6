import { defineFact } from "../../core/catalog/define"
import { averageOrderOf } from "./support/spent"

export const profileAverageOrderValue = defineFact({
  code: "profile.average_order_value",
  type: "money",
  part: "profile",
  personal: true,
  label: {
    en: "Average order value",
    es: "Valor medio del pedido",
    pt: "Valor médio do pedido",
  },
  phrase: {
    en: "the average order value",
    es: "el valor medio del pedido",
    pt: "o valor médio do pedido",
  },
  description: {
    en: "Total spent per order; unknown when orders are in several currencies.",
    es: "Gasto total por pedido; desconocido si hay pedidos en varias monedas.",
    pt: "Gasto total por pedido; desconhecido se há pedidos em várias moedas.",
  },
  read: ({ profile }) => profile && averageOrderOf(profile),
  sample: { amount: "43.7566666667", currency_code: "eur" },
})
