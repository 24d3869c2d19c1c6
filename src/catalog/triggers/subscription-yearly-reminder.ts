import { subscriptionTrigger } from "../subscription-trigger"

export const subscriptionYearlyReminder = subscriptionTrigger("subscription.yearly_reminder", {
  label: {
    en: "Yearly reminder of a subscription",
    es: "Recordatorio anual de una suscripción",
    pt: "Lembrete anual de uma assinatura",
  },
  description: {
    en: "Once a year, for what renews by itself in shorter terms: what it is, what it costs and how to stop it. Some laws ask for it.",
    es: "Una vez al año, para lo que se renueva solo en plazos más cortos: qué es, cuánto cuesta y cómo pararlo. Algunas leyes lo piden.",
    pt: "Uma vez por ano, para o que renova sozinho em prazos mais curtos: o que é, quanto custa e como parar. Algumas leis pedem.",
  },
  sentence: {
    en: "Once a year, while a subscription renews by itself",
    es: "Una vez al año, mientras una suscripción se renueva sola",
    pt: "Uma vez por ano, enquanto uma assinatura renova sozinha",
  },
  told: {
    en: "on {day} your subscription had been running for another year",
    es: "el {day} tu suscripción llevaba un año más en marcha",
    pt: "em {day} sua assinatura completava mais um ano",
  },
})
