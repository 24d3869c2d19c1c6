import { defineFact } from "../../core/catalog/define"

export const profileBuyerClass = defineFact({
  code: "profile.buyer_class",
  type: "text",
  part: "profile",
  personal: true,
  label: {
    en: "Buyer class",
    es: "Clase de comprador",
    pt: "Classe de comprador",
  },
  phrase: {
    en: "the buyer class",
    es: "la clase de comprador",
    pt: "a classe de comprador",
  },
  description: {
    en: "How early they buy what is new: adopter, pragmatist, sceptic or laggard; unknown below two new products.",
    es: "Con qué rapidez compra novedades: pionero, pragmático, escéptico o rezagado; desconocida con menos de dos novedades.",
    pt: "Com que rapidez compra novidades: pioneiro, pragmático, cético ou retardatário; desconhecida com menos de duas novidades.",
  },
  options: [
    { value: "adopter", label: { en: "Adopter", es: "Pionero", pt: "Pioneiro" } },
    { value: "pragmatist", label: { en: "Pragmatist", es: "Pragmático", pt: "Pragmático" } },
    { value: "sceptic", label: { en: "Sceptic", es: "Escéptico", pt: "Cético" } },
    { value: "laggard", label: { en: "Laggard", es: "Rezagado", pt: "Retardatário" } },
  ],
  read: ({ profile }) => profile?.prediction?.buyer_class ?? undefined,
  sample: "adopter",
})
