import { defineFact } from "../../core/catalog/define"

export const customerLocale = defineFact({
  code: "customer.locale",
  type: "text",
  part: "customer",
  personal: false,
  label: {
    en: "Customer's language",
    es: "Idioma del cliente",
    pt: "Idioma do cliente",
  },
  phrase: {
    en: "the customer's language",
    es: "el idioma del cliente",
    pt: "o idioma do cliente",
  },
  description: {
    en: "The preferred language where known, such as es.",
    es: "El idioma preferido si se conoce, por ejemplo es.",
    pt: "O idioma preferido quando conhecido, por exemplo pt.",
  },
  read: ({ customer, contact }) => contact?.locale ?? customer?.locale ?? undefined,
  sample: "es",
})
