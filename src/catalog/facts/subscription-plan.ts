import { defineFact } from "../../core/catalog/define"

export const subscriptionPlan = defineFact({
  code: "subscription.plan",
  type: "text",
  part: "subscription",
  personal: true,
  label: {
    en: "Plan of the subscription",
    es: "Plan de la suscripción",
    pt: "Plano da assinatura",
  },
  phrase: {
    en: "the plan of the subscription",
    es: "el plan de la suscripción",
    pt: "o plano da assinatura",
  },
  description: {
    en: "The plan's name when it was subscribed to.",
    es: "El nombre del plan cuando se contrató.",
    pt: "O nome do plano quando foi assinado.",
  },
  read: ({ subscription }) => subscription?.plan,
  sample: "Coffee every month",
})
