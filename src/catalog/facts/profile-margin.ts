import { defineFact } from "../../core/catalog/define"
import { moneyComponentOf } from "./support/component"

export const profileMargin = defineFact({
  code: "profile.margin",
  type: "money",
  part: "profile",
  personal: true,
  label: {
    en: "Margin",
    es: "Margen",
    pt: "Margem",
  },
  phrase: {
    en: "the margin",
    es: "el margen",
    pt: "a margem",
  },
  description: {
    en: "What is left of what they spent after costs; unknown where the tier policy does not look for it or a cost is missing.",
    es: "Lo que queda de su gasto tras los costes; desconocido si la política de niveles no lo mira o falta un coste.",
    pt: "O que resta do que gastaram após os custos; desconhecida se a política de níveis não a observa ou falta um custo.",
  },
  read: ({ profile }) => moneyComponentOf(profile, "margin"),
  sample: { amount: "52.5", currency_code: "eur" },
})
