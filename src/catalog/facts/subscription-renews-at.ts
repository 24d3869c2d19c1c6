import { defineFact } from "../../core/catalog/define"

export const subscriptionRenewsAt = defineFact({
  code: "subscription.renews_at",
  type: "date",
  part: "subscription",
  personal: true,
  label: { en: "Date of the renewal", es: "Fecha de la renovación", pt: "Data da renovação" },
  phrase: {
    en: "the date of the renewal",
    es: "la fecha de la renovación",
    pt: "a data da renovação",
  },
  description: {
    en: "When the next period begins, or when this one ends for good.",
    es: "Cuándo empieza el próximo período, o cuándo termina este para siempre.",
    pt: "Quando o próximo período começa, ou quando este termina de vez.",
  },
  read: ({ subscription }) => subscription?.renews_at,
  sample: "2026-03-20T09:00:00.000Z",
})
