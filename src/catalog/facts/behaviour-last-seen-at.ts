import { defineFact } from "../../core/catalog/define"

export const behaviourLastSeenAt = defineFact({
  code: "behaviour.last_seen_at",
  type: "date",
  part: "behaviour",
  personal: false,
  label: { en: "Last visit", es: "Última visita", pt: "Última visita" },
  phrase: { en: "the last visit", es: "la última visita", pt: "a última visita" },
  description: {
    en: "When the person was last seen in the storefront before this moment.",
    es: "Cuándo se vio a la persona por última vez en la tienda antes de este momento.",
    pt: "Quando a pessoa foi vista pela última vez na loja antes deste momento.",
  },
  read: ({ behaviour }) => behaviour?.last_seen_at ?? undefined,
  sample: "2026-03-01T18:30:00.000Z",
})
