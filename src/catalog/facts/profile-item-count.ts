import { defineFact } from "../../core/catalog/define"

export const profileItemCount = defineFact({
  code: "profile.item_count",
  type: "number",
  part: "profile",
  personal: true,
  label: {
    en: "Number of items bought",
    es: "Número de artículos comprados",
    pt: "Número de itens comprados",
  },
  phrase: {
    en: "the number of items bought",
    es: "el número de artículos comprados",
    pt: "o número de itens comprados",
  },
  description: {
    en: "All pieces bought so far.",
    es: "Todas las unidades compradas hasta ahora.",
    pt: "Todas as unidades compradas até agora.",
  },
  read: ({ profile }) => profile?.item_count,
  sample: 7,
})
