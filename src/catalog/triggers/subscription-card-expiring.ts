import { subscriptionTrigger } from "../subscription-trigger"

export const subscriptionCardExpiring = subscriptionTrigger("subscription.card_expiring", {
  label: {
    en: "Card of a subscription expires soon",
    es: "La tarjeta de una suscripción caduca pronto",
    pt: "Cartão de uma assinatura vence em breve",
  },
  description: {
    en: "In the last month of the card that pays a subscription, where the payment provider tells of its cards. Once per card; over when another one pays.",
    es: "En el último mes de la tarjeta que paga una suscripción, si el proveedor de pagos informa de sus tarjetas. Una vez por tarjeta; termina cuando paga otra.",
    pt: "No último mês do cartão que paga uma assinatura, se o provedor de pagamento informa seus cartões. Uma vez por cartão; termina quando outro paga.",
  },
  sentence: {
    en: "When the card of a subscription is about to expire",
    es: "Cuando la tarjeta de una suscripción va a caducar",
    pt: "Quando o cartão de uma assinatura está para vencer",
  },
  told: {
    en: "on {day} the card of your subscription was about to expire",
    es: "el {day} la tarjeta de tu suscripción estaba a punto de caducar",
    pt: "em {day} o cartão da sua assinatura estava para vencer",
  },
})
