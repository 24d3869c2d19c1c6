import { defineFact } from "../../core/catalog/define"

export const sessionEntryPath = defineFact({
  code: "session.entry_path",
  type: "text",
  part: "session",
  personal: false,
  label: { en: "Entry page", es: "Página de entrada", pt: "Página de entrada" },
  phrase: {
    en: "the first page of the visit",
    es: "la primera página de la visita",
    pt: "a primeira página da visita",
  },
  description: {
    en: "The path of the first page of this visit, such as /products.",
    es: "La ruta de la primera página de esta visita, por ejemplo /products.",
    pt: "O caminho da primeira página desta visita, por exemplo /products.",
  },
  read: ({ session }) => session?.entry_path ?? undefined,
  sample: "/products",
})
