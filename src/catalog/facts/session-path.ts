import { defineFact } from "../../core/catalog/define"

export const sessionPath = defineFact({
  code: "session.path",
  type: "text",
  part: "session",
  personal: false,
  label: {
    en: "Page",
    es: "Página",
    pt: "Página",
  },
  phrase: {
    en: "the page",
    es: "la página",
    pt: "a página",
  },
  description: {
    en: "The path of the page that is shown, such as /products.",
    es: "La ruta de la página que se muestra, por ejemplo /products.",
    pt: "O caminho da página exibida, por exemplo /products.",
  },
  read: ({ session }) => session?.path ?? undefined,
  sample: "/",
})
