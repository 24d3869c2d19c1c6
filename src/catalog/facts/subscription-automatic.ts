import { defineFact } from "../../core/catalog/define"

export const subscriptionAutomatic = defineFact({
  code: "subscription.automatic",
  type: "boolean",
  part: "subscription",
  personal: true,
  label: { en: "Renews by itself", es: "Se renueva sola", pt: "Renova sozinha" },
  phrase: { en: "whether it renews by itself", es: "si se renueva sola", pt: "se renova sozinha" },
  description: {
    en: "Whether the customer agreed to be charged until told to stop.",
    es: "Si el cliente aceptó los cobros hasta que diga basta.",
    pt: "Se o cliente aceitou as cobranças até mandar parar.",
  },
  read: ({ subscription }) => subscription?.automatic,
  sample: true,
})
