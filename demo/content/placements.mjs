const NOTHING_CHOSEN = { source: "none", ids: [] }

/** The slots of the demo storefront, with what everybody sees when nothing was decided for them. */
export const PLACEMENTS = [
  {
    code: "home-hero",
    name: "Home page, top",
    description: "The large area that greets a visitor on the home page",
    fallback: {
      headline: "Things that make a home",
      body: "Chosen with care, sent within two days.",
      image_url: null,
      cta: { label: "See all products", href: "/products" },
      products: NOTHING_CHOSEN,
      disclosure: null,
      translations: {
        es: {
          headline: "Cosas que hacen hogar",
          body: "Elegidas con cuidado, enviadas en dos días.",
          label: "Ver todos los productos",
        },
        pt: {
          headline: "Coisas que fazem um lar",
          body: "Escolhidas com cuidado, enviadas em dois dias.",
          label: "Ver todos os produtos",
        },
      },
    },
  },
  {
    code: "product-offer",
    name: "Product page, below the price",
    description: "One line beside the button that puts a product into the cart",
    fallback: null,
  },
  {
    code: "cart-banner",
    name: "Cart, above the items",
    description: "One line above the items of the cart",
    fallback: {
      headline: "Free returns within 30 days",
      body: "",
      image_url: null,
      cta: null,
      products: NOTHING_CHOSEN,
      disclosure: null,
      translations: {
        es: { headline: "Devolución gratuita en 30 días" },
        pt: { headline: "Devolução grátis em 30 dias" },
      },
    },
  },
]
