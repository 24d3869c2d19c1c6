import { defineFact } from "../../core/catalog/define"

export const contactTopics = defineFact({
  code: "contact.topics",
  type: "list",
  part: "contact",
  personal: true,
  label: { en: "Topics chosen", es: "Temas elegidos", pt: "Temas escolhidos" },
  phrase: {
    en: "the list of topics that they chose",
    es: "la lista de temas que eligió",
    pt: "a lista de temas que escolheu",
  },
  description: {
    en: "The topics that the person wants to hear about; unknown while none was chosen.",
    es: "Los temas sobre los que la persona quiere saber; desconocido mientras no elija ninguno.",
    pt: "Os temas sobre os quais a pessoa quer saber; desconhecido enquanto não escolher nenhum.",
  },
  read: ({ contact }) => (contact?.topics?.length ? contact.topics : undefined),
  sample: ["tea"],
})
