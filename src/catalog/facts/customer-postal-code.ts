import { defineFact } from "../../core/catalog/define"

export const customerPostalCode = defineFact({
  code: "customer.postal_code",
  type: "text",
  part: "customer",
  personal: false,
  label: {
    en: "Postal code",
    es: "Código postal",
    pt: "Código postal",
  },
  phrase: {
    en: "the customer's postal code",
    es: "el código postal del cliente",
    pt: "o código postal do cliente",
  },
  description: {
    en: "Of the default or newest address. A sales territory is a list of how these begin.",
    es: "De la dirección principal o más reciente. Un territorio de ventas es una lista de cómo empiezan.",
    pt: "Do endereço principal ou mais recente. Um território de vendas é uma lista de como começam.",
  },
  read: ({ customer }) => customer?.postal_code ?? undefined,
  sample: "28013",
})
