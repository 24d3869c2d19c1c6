import { subscriptionTrigger } from "../subscription-trigger"

export const subscriptionChanged = subscriptionTrigger("subscription.changed", {
  label: {
    en: "Subscription was changed",
    es: "Se cambió una suscripción",
    pt: "Assinatura foi alterada",
  },
  description: {
    en: "A customer switched to another plan, left a period out, turned automatic renewal on or off, changed the card, or said that they still use it. Its mail is the receipt.",
    es: "Un cliente cambió a otro plan, omitió un período, activó o desactivó la renovación automática, cambió la tarjeta o dijo que aún la usa. Su correo es el comprobante.",
    pt: "Um cliente trocou de plano, pulou um período, ligou ou desligou a renovação automática, trocou o cartão ou disse que ainda usa. O e-mail é o comprovante.",
  },
  sentence: {
    en: "When a subscription is changed",
    es: "Cuando se cambia una suscripción",
    pt: "Quando uma assinatura é alterada",
  },
  told: {
    en: "your subscription changed on {day}",
    es: "tu suscripción cambió el {day}",
    pt: "sua assinatura mudou em {day}",
  },
})
