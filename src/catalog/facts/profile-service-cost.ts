import { defineFact } from "../../core/catalog/define"
import { moneyComponentOf } from "./support/component"

export const profileServiceCost = defineFact({
  code: "profile.service_cost",
  type: "money",
  part: "profile",
  personal: true,
  label: {
    en: "Cost of service",
    es: "Coste de atención",
    pt: "Custo de atendimento",
  },
  phrase: {
    en: "the cost of service",
    es: "el coste de atención",
    pt: "o custo de atendimento",
  },
  description: {
    en: "What went wrong within a year has cost, as the tier policy says; unknown where it does not look for it.",
    es: "Lo que ha costado lo que salió mal en un año, según la política de niveles; desconocido si no lo mira.",
    pt: "O que custou o que deu errado em um ano, segundo a política de níveis; desconhecido se ela não o observa.",
  },
  read: ({ profile }) => moneyComponentOf(profile, "service"),
  sample: { amount: "8.5", currency_code: "eur" },
})
