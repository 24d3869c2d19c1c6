import { defineFact } from "../../core/catalog/define"

export const profileOrderCount = defineFact({
  code: "profile.order_count",
  type: "number",
  part: "profile",
  personal: true,
  label: {
    en: "Number of orders",
    es: "Número de pedidos",
    pt: "Número de pedidos",
  },
  phrase: {
    en: "the number of orders",
    es: "el número de pedidos",
    pt: "o número de pedidos",
  },
  description: {
    en: "All orders so far, the present one included; cancelled ones are not counted.",
    es: "Todos los pedidos hasta ahora, incluido el actual; sin los cancelados.",
    pt: "Todos os pedidos até agora, incluindo o atual; sem os cancelados.",
  },
  read: ({ profile }) => profile?.order_count,
  sample: 3,
})
