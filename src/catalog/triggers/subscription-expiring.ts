import { subscriptionTrigger } from "../subscription-trigger"

export const subscriptionExpiring = subscriptionTrigger("subscription.expiring", {
  label: {
    en: "Subscription is about to renew or end",
    es: "Una suscripción va a renovarse o terminar",
    pt: "Assinatura está para renovar ou terminar",
  },
  description: {
    en: "The notice before a renewal, inside the window that the customer's country asks for; once more when the price changed. An automatic renewal is charged only after its notice was sent.",
    es: "El aviso antes de una renovación, dentro del plazo que pide el país del cliente; otra vez si cambió el precio. Una renovación automática solo se cobra después de enviado su aviso.",
    pt: "O aviso antes de uma renovação, dentro do prazo que o país do cliente pede; de novo se o preço mudou. Uma renovação automática só é cobrada depois de enviado o aviso.",
  },
  sentence: {
    en: "When a subscription is about to renew or end",
    es: "Cuando una suscripción va a renovarse o terminar",
    pt: "Quando uma assinatura está para renovar ou terminar",
  },
  told: {
    en: "on {day} your subscription was about to renew or end",
    es: "el {day} tu suscripción estaba a punto de renovarse o terminar",
    pt: "em {day} sua assinatura estava para renovar ou terminar",
  },
})
