import { subscriptionTrigger } from "../subscription-trigger"

export const subscriptionTrialEnding = subscriptionTrigger("subscription.trial_ending", {
  label: {
    en: "Trial is about to end",
    es: "Una prueba va a terminar",
    pt: "Teste está para terminar",
  },
  description: {
    en: "The notice before the first charge after a trial.",
    es: "El aviso antes del primer cobro tras una prueba.",
    pt: "O aviso antes da primeira cobrança após um teste.",
  },
  sentence: {
    en: "When a trial is about to end",
    es: "Cuando una prueba va a terminar",
    pt: "Quando um teste está para terminar",
  },
  told: {
    en: "on {day} the trial of your subscription was about to end",
    es: "el {day} la prueba de tu suscripción estaba a punto de terminar",
    pt: "em {day} o teste da sua assinatura estava para terminar",
  },
})
