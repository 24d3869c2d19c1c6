import { defineAction } from "../../core/catalog/define"

export const showContent = defineAction({
  code: "show_content",
  label: { en: "Show content", es: "Mostrar contenido", pt: "Mostrar conteúdo" },
  description: {
    en: "Fills a placement of the storefront; after another trigger it stays on offer until it expires.",
    es: "Llena un espacio de la tienda; tras otro disparador queda disponible hasta que vence.",
    pt: "Preenche um espaço da loja; após outro gatilho fica disponível até vencer.",
  },
  makes: "delivery",
  args: [
    {
      key: "placement",
      type: "placement",
      label: { en: "Placement", es: "Espacio", pt: "Espaço" },
      required: true,
    },
    {
      key: "content",
      type: "content",
      label: { en: "Content", es: "Contenido", pt: "Conteúdo" },
      required: true,
    },
  ],
  channelOf: () => "on_site",
  sample: {
    placement: "home-hero",
    content: {
      headline: "New teapots are here",
      body: "See what came in this week.",
      image_url: null,
      cta: { label: "Have a look", href: "/products" },
      products: { source: "bestsellers", ids: [] },
      disclosure: null,
    },
  },
  sentence: (args) => ({
    en: `show “${headlineOf(args)}” in ${String(args.placement)}`,
    es: `mostrar «${headlineOf(args)}» en ${String(args.placement)}`,
    pt: `mostrar “${headlineOf(args)}” em ${String(args.placement)}`,
  }),
})

/** As it reads: what is filled in for each person becomes dots. */
function headlineOf(args: Readonly<Record<string, unknown>>): string {
  const content = args.content as { readonly headline?: unknown } | null | undefined
  return String(content?.headline ?? "").replace(/\{\{[^{}]*\}\}/g, "…")
}
