import { subscriptionTrigger } from "../subscription-trigger"

export const subscriptionCancelled = subscriptionTrigger("subscription.cancelled", {
  label: {
    en: "Subscription was cancelled",
    es: "Se canceló una suscripción",
    pt: "Assinatura foi cancelada",
  },
  description: {
    en: "A customer cancelled. Its mail is the receipt, also where other subscriptions remain.",
    es: "Un cliente canceló. Su correo es el comprobante, también si quedan otras suscripciones.",
    pt: "Um cliente cancelou. O e-mail é o comprovante, também se restam outras assinaturas.",
  },
  sentence: {
    en: "When a subscription is cancelled",
    es: "Cuando se cancela una suscripción",
    pt: "Quando uma assinatura é cancelada",
  },
  told: {
    en: "you cancelled a subscription on {day}",
    es: "cancelaste una suscripción el {day}",
    pt: "você cancelou uma assinatura em {day}",
  },
})
