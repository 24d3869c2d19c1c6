import { subscriptionTrigger } from "../subscription-trigger"

export const subscriptionDormant = subscriptionTrigger("subscription.dormant", {
  label: {
    en: "Subscription is not used",
    es: "Una suscripción no se usa",
    pt: "Assinatura não é usada",
  },
  description: {
    en: "Before a charge: it has not been used for as long as the plan says. Nothing is charged until the customer says that they still use it.",
    es: "Antes de un cobro: no se ha usado durante el tiempo que dice el plan. No se cobra nada hasta que el cliente diga que aún la usa.",
    pt: "Antes de uma cobrança: não foi usada pelo tempo que o plano diz. Nada é cobrado até o cliente dizer que ainda usa.",
  },
  sentence: {
    en: "When a subscription is not used any more",
    es: "Cuando una suscripción ya no se usa",
    pt: "Quando uma assinatura não é mais usada",
  },
  told: {
    en: "by {day} you had not used your subscription for a while",
    es: "el {day} llevabas un tiempo sin usar tu suscripción",
    pt: "em {day} fazia um tempo que você não usava sua assinatura",
  },
})
