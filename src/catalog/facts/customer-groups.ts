import { defineFact } from "../../core/catalog/define"

export const customerGroups = defineFact({
  code: "customer.groups",
  type: "list",
  part: "customer",
  personal: false,
  label: {
    en: "Customer groups",
    es: "Grupos del cliente",
    pt: "Grupos do cliente",
  },
  phrase: {
    en: "the list of the customer's groups",
    es: "la lista de grupos del cliente",
    pt: "a lista de grupos do cliente",
  },
  description: {
    en: "The names of the groups that the customer is in.",
    es: "Los nombres de los grupos del cliente.",
    pt: "Os nomes dos grupos do cliente.",
  },
  read: ({ customer }) => customer?.groups,
  sample: ["newsletter"],
})
