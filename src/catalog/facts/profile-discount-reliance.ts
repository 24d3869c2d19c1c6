import { defineFact } from "../../core/catalog/define"

export const profileDiscountReliance = defineFact({
  code: "profile.discount_reliance",
  type: "number",
  part: "profile",
  personal: true,
  label: {
    en: "Share bought at a discount",
    es: "Parte comprada con descuento",
    pt: "Parte comprada com desconto",
  },
  phrase: {
    en: "the share bought at a discount",
    es: "la parte comprada con descuento",
    pt: "a parte comprada com desconto",
  },
  description: {
    en: "From 0 (pays the usual price) to 1 (waits for discounts); unknown below three lines.",
    es: "De 0 (paga el precio habitual) a 1 (espera descuentos); desconocida con menos de tres líneas.",
    pt: "De 0 (paga o preço usual) a 1 (espera descontos); desconhecida com menos de três linhas.",
  },
  read: ({ profile }) => profile?.prediction?.discount_reliance ?? undefined,
  sample: 0.4,
})
