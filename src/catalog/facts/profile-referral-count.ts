import { defineFact } from "../../core/catalog/define"
import { componentOf } from "./support/component"

export const profileReferralCount = defineFact({
  code: "profile.referral_count",
  type: "number",
  part: "profile",
  personal: true,
  label: {
    en: "Customers brought",
    es: "Clientes que trajo",
    pt: "Clientes que trouxe",
  },
  phrase: {
    en: "the number of customers brought",
    es: "el número de clientes que trajo",
    pt: "o número de clientes que trouxe",
  },
  description: {
    en: "Customers whom they brought and who have bought; unknown where the tier policy does not look for it.",
    es: "Clientes que trajo y que han comprado; desconocido si la política de niveles no lo mira.",
    pt: "Clientes que trouxe e que compraram; desconhecido se a política de níveis não o observa.",
  },
  read: ({ profile }) => componentOf(profile, "referrals")?.count,
  sample: 2,
})
