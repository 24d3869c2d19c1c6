import { defineFact } from "../../core/catalog/define"

export const contactMarketingByEmail = defineFact({
  code: "contact.marketing_by_email",
  type: "boolean",
  part: "contact",
  personal: true,
  label: {
    en: "Agreed to marketing by e-mail",
    es: "Aceptó publicidad por correo",
    pt: "Aceitou publicidade por e-mail",
  },
  description: {
    en: "Whether there is a record of consent to marketing by e-mail; unknown when never asked.",
    es: "Si consta el consentimiento para publicidad por correo; desconocido si nunca se preguntó.",
    pt: "Se há registro de consentimento para publicidade por e-mail; desconhecido se nunca foi perguntado.",
  },
  read: ({ contact }) => contact?.consents["marketing:email"]?.granted,
  sample: true,
})
