import { defineFact } from "../../core/catalog/define"

export const customerCreatedAt = defineFact({
  code: "customer.created_at",
  type: "date",
  part: "customer",
  personal: false,
  label: {
    en: "Customer since",
    es: "Cliente desde",
    pt: "Cliente desde",
  },
  phrase: {
    en: "the day the customer was created",
    es: "el día en que se creó el cliente",
    pt: "o dia em que o cliente foi criado",
  },
  description: {
    en: "When the customer was created.",
    es: "Cuándo se creó el cliente.",
    pt: "Quando o cliente foi criado.",
  },
  read: ({ customer }) => customer?.created_at,
  sample: "2025-11-20T09:00:00.000Z",
})
