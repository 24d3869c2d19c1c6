import { subscriptionTrigger } from "../subscription-trigger"

export const subscriptionRenewed = subscriptionTrigger("subscription.renewed", {
  label: {
    en: "Subscription was renewed",
    es: "Se renovó una suscripción",
    pt: "Assinatura foi renovada",
  },
  description: {
    en: "A renewal was paid. Its mail is the confirmation of the charge; exactly one is owed.",
    es: "Se pagó una renovación. Su correo es la confirmación del cobro; se debe exactamente uno.",
    pt: "Uma renovação foi paga. O e-mail é a confirmação da cobrança; deve-se exatamente um.",
  },
  sentence: {
    en: "When a subscription is renewed",
    es: "Cuando se renueva una suscripción",
    pt: "Quando uma assinatura é renovada",
  },
  told: {
    en: "your subscription was renewed on {day}",
    es: "tu suscripción se renovó el {day}",
    pt: "sua assinatura foi renovada em {day}",
  },
})
