import { subscriptionTrigger } from "../subscription-trigger"

export const subscriptionWithdrawn = subscriptionTrigger("subscription.withdrawn", {
  label: {
    en: "Subscription was withdrawn from",
    es: "Se desistió de una suscripción",
    pt: "Houve desistência de uma assinatura",
  },
  description: {
    en: "A customer withdrew from the contract within the days that the law gives. Its mail is the receipt, with the time; what is to be refunded stands on the subscription's page.",
    es: "Un cliente desistió del contrato en los días que da la ley. Su correo es el comprobante, con la hora; lo que hay que devolver está en la página de la suscripción.",
    pt: "Um cliente desistiu do contrato nos dias que a lei dá. O e-mail é o comprovante, com a hora; o que se deve devolver está na página da assinatura.",
  },
  sentence: {
    en: "When somebody withdraws from a subscription",
    es: "Cuando alguien desiste de una suscripción",
    pt: "Quando alguém desiste de uma assinatura",
  },
  told: {
    en: "you withdrew from a subscription on {day}",
    es: "desististe de una suscripción el {day}",
    pt: "você desistiu de uma assinatura em {day}",
  },
})
