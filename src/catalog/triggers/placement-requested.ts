import { defineTrigger } from "../../core/catalog/define"

export const placementRequested = defineTrigger({
  code: "placement.requested",
  label: {
    en: "Page with a placement opened",
    es: "Página con espacio abierta",
    pt: "Página com espaço aberta",
  },
  description: {
    en: "The storefront asks what to show in a placement; decided while the page loads, for customers and visitors.",
    es: "La tienda pregunta qué mostrar en un espacio; se decide al cargar la página, para clientes y visitantes.",
    pt: "A loja pergunta o que mostrar em um espaço; decidido ao carregar a página, para clientes e visitantes.",
  },
  sentence: {
    en: "When a page with the placement is opened",
    es: "Cuando se abre una página con el espacio",
    pt: "Quando uma página com o espaço é aberta",
  },
  source: { kind: "request" },
  args: [],
  provides: ["customer", "profile", "cart", "session", "behaviour"],
  max_age_hours: 1,
  sample: {
    id: "placement.requested:home-hero:01SAMPLE",
    name: "placement.requested",
    entity_id: "home-hero",
    customer_id: "cus_01SAMPLE",
    email: "ana@shop.example",
    occurred_at: "2026-03-02T10:15:00.000Z",
    source: "storefront",
    snapshot: { properties: { placement: "home-hero" } },
  },
})
