import { subscriptionTrigger } from "../subscription-trigger"

export const subscriptionPaymentFailed = subscriptionTrigger("subscription.payment_failed", {
  label: {
    en: "Renewal could not be charged",
    es: "No se pudo cobrar una renovación",
    pt: "Renovação não pôde ser cobrada",
  },
  description: {
    en: "A renewal was declined, or could not be ordered. It is tried four times in nine days and stops when it succeeds.",
    es: "Una renovación fue rechazada o no se pudo pedir. Se intenta cuatro veces en nueve días y se detiene al lograrse.",
    pt: "Uma renovação foi recusada ou não pôde ser pedida. É tentada quatro vezes em nove dias e para quando dá certo.",
  },
  sentence: {
    en: "When a renewal cannot be charged",
    es: "Cuando no se puede cobrar una renovación",
    pt: "Quando uma renovação não pode ser cobrada",
  },
  told: {
    en: "a payment of your subscription failed on {day}",
    es: "un pago de tu suscripción falló el {day}",
    pt: "um pagamento da sua assinatura falhou em {day}",
  },
})
