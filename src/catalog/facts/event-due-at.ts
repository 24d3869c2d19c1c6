import { defineFact } from "../../core/catalog/define"

/** Known to the trigger `product.due` alone. */
export const eventDueAt = defineFact({
  code: "event.due_at",
  type: "date",
  part: "event",
  personal: true,
  label: { en: "Needed again on", es: "Hará falta otra vez el", pt: "Fará falta de novo em" },
  phrase: {
    en: "the day on which it is needed again",
    es: "el día en que hará falta otra vez",
    pt: "o dia em que fará falta de novo",
  },
  description: {
    en: "When the product is needed again. Unknown when the automation begins with something else.",
    es: "Cuándo hará falta otra vez el producto. Desconocido si la automatización empieza con otra cosa.",
    pt: "Quando o produto fará falta de novo. Desconhecido se a automação começa com outra coisa.",
  },
  read: ({ event }) => {
    const value = event.snapshot.properties?.due_at
    return typeof value === "string" ? value : undefined
  },
  sample: "2026-03-09T10:15:00.000Z",
})
