import { defineFact } from "../../core/catalog/define"

export const subscriptionUsesLeft = defineFact({
  code: "subscription.uses_left",
  type: "number",
  part: "subscription",
  personal: true,
  label: { en: "Uses left", es: "Usos restantes", pt: "Usos restantes" },
  phrase: {
    en: "the number of uses left",
    es: "el número de usos restantes",
    pt: "o número de usos restantes",
  },
  description: {
    en: "Of what is paid for. Unknown where the plan's term counts no uses.",
    es: "De lo que está pagado. Desconocido si el plazo del plan no cuenta usos.",
    pt: "Do que está pago. Desconhecido se o prazo do plano não conta usos.",
  },
  read: ({ subscription }) => subscription?.uses_left,
  sample: 2,
})
