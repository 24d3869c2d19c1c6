import { defineFact } from "../../core/catalog/define"

export const customerProvince = defineFact({
  code: "customer.province",
  type: "text",
  part: "customer",
  personal: false,
  label: {
    en: "Province or state",
    es: "Provincia o estado",
    pt: "Província ou estado",
  },
  phrase: {
    en: "the customer's province",
    es: "la provincia del cliente",
    pt: "a província do cliente",
  },
  description: {
    en: "Of the default or newest address, as it is stored, such as us-ca.",
    es: "De la dirección principal o más reciente, tal como está guardada, por ejemplo us-ca.",
    pt: "Do endereço principal ou mais recente, como está guardado, por exemplo us-ca.",
  },
  read: ({ customer }) => customer?.province ?? undefined,
  sample: "es-md",
})
