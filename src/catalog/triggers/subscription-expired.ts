import { subscriptionTrigger } from "../subscription-trigger"

export const subscriptionExpired = subscriptionTrigger("subscription.expired", {
  label: { en: "Subscription ended", es: "Terminó una suscripción", pt: "Assinatura terminou" },
  description: {
    en: "A subscription ended without being renewed or cancelled: nobody renewed it, or it could not be charged.",
    es: "Una suscripción terminó sin renovarse ni cancelarse: nadie la renovó o no se pudo cobrar.",
    pt: "Uma assinatura terminou sem ser renovada nem cancelada: ninguém a renovou ou não pôde ser cobrada.",
  },
  sentence: {
    en: "When a subscription ends",
    es: "Cuando termina una suscripción",
    pt: "Quando uma assinatura termina",
  },
  told: {
    en: "your subscription ended on {day}",
    es: "tu suscripción terminó el {day}",
    pt: "sua assinatura terminou em {day}",
  },
})
