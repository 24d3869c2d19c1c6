import { defineFact } from "../../core/catalog/define"
import { spentOf } from "./support/spent"

export const profileTotalSpent = defineFact({
  code: "profile.total_spent",
  type: "money",
  part: "profile",
  personal: true,
  label: {
    en: "Total spent",
    es: "Gasto total",
    pt: "Gasto total",
  },
  phrase: {
    en: "the total spent",
    es: "el gasto total",
    pt: "o gasto total",
  },
  description: {
    en: "Paid minus refunded, in the profile's currency; other currencies are never added.",
    es: "Pagado menos reembolsado, en la moneda del perfil; no se suman otras monedas.",
    pt: "Pago menos reembolsado, na moeda do perfil; outras moedas não são somadas.",
  },
  read: ({ profile }) => profile && spentOf(profile),
  sample: { amount: "131.27", currency_code: "eur" },
})
