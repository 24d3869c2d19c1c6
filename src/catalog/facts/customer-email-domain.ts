import { defineFact } from "../../core/catalog/define"
import { normaliseEmail } from "../../core/identity/email"

export const customerEmailDomain = defineFact({
  code: "customer.email_domain",
  type: "text",
  part: "customer",
  personal: false,
  label: {
    en: "E-mail domain",
    es: "Dominio del correo",
    pt: "Domínio do e-mail",
  },
  phrase: {
    en: "the domain of the customer's e-mail",
    es: "el dominio del correo del cliente",
    pt: "o domínio do e-mail do cliente",
  },
  description: {
    en: "What stands behind the @, in lower case.",
    es: "Lo que está detrás de la @, en minúsculas.",
    pt: "O que vem depois do @, em minúsculas.",
  },
  read: ({ customer, event }) =>
    normaliseEmail(customer?.email ?? event.email ?? "")?.split("@")[1],
  sample: "shop.example",
})
