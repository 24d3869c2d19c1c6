import { defineFact } from "../../core/catalog/define"

export const customerCompany = defineFact({
  code: "customer.company",
  type: "text",
  part: "customer",
  personal: false,
  label: {
    en: "Company",
    es: "Empresa",
    pt: "Empresa",
  },
  phrase: {
    en: "the customer's company",
    es: "la empresa del cliente",
    pt: "a empresa do cliente",
  },
  description: {
    en: "The company that the customer's account names; unknown for whoever buys as a person.",
    es: "La empresa que figura en la cuenta del cliente; desconocida si compra como particular.",
    pt: "A empresa que consta na conta do cliente; desconhecida para quem compra como pessoa.",
  },
  read: ({ customer }) => customer?.company ?? undefined,
  sample: "Garc\u00eda Ltd",
})
