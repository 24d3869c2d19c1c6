import { defineFact } from "../../core/catalog/define"
import { componentOf } from "./support/component"

export const profileReturnedShare = defineFact({
  code: "profile.returned_share",
  type: "number",
  part: "profile",
  personal: true,
  label: {
    en: "Share given back",
    es: "Parte devuelta",
    pt: "Parte devolvida",
  },
  phrase: {
    en: "the share given back",
    es: "la parte devuelta",
    pt: "a parte devolvida",
  },
  description: {
    en: "From 0 to 1 of what was paid; unknown where the tier policy does not look for it.",
    es: "De 0 a 1 de lo pagado; desconocida si la política de niveles no la mira.",
    pt: "De 0 a 1 do que foi pago; desconhecida se a política de níveis não a observa.",
  },
  read: ({ profile }) => componentOf(profile, "returns")?.value ?? undefined,
  sample: 0.05,
})
