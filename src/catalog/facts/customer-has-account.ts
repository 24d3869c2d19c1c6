import { defineFact } from "../../core/catalog/define"

export const customerHasAccount = defineFact({
  code: "customer.has_account",
  type: "boolean",
  part: "customer",
  personal: false,
  label: {
    en: "Has an account",
    es: "Tiene cuenta",
    pt: "Tem conta",
  },
  description: {
    en: "Yes for registered customers, no for guests.",
    es: "Sí para clientes registrados, no para invitados.",
    pt: "Sim para clientes cadastrados, não para visitantes.",
  },
  read: ({ customer }) => customer?.has_account,
  sample: true,
})
