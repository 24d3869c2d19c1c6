import { subscriptionTrigger } from "../subscription-trigger"

export const subscriptionCreated = subscriptionTrigger("subscription.created", {
  label: { en: "Subscription began", es: "Empezó una suscripción", pt: "Assinatura começou" },
  description: {
    en: "An order with a plan was placed and its subscription began.",
    es: "Se hizo un pedido con un plan y empezó su suscripción.",
    pt: "Um pedido com um plano foi feito e a assinatura começou.",
  },
  sentence: {
    en: "When a subscription begins",
    es: "Cuando empieza una suscripción",
    pt: "Quando uma assinatura começa",
  },
  told: {
    en: "your subscription began on {day}",
    es: "tu suscripción empezó el {day}",
    pt: "sua assinatura começou em {day}",
  },
})
