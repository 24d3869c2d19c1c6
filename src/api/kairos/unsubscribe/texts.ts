import type { Language } from "../../../core/text/localized"

export const TEXTS = {
  en: {
    title: "Unsubscribe",
    ask: (who: string) =>
      `Do you want no more news and offers at ${who}? Notices about your own orders still come.`,
    button: "Unsubscribe",
    doneTitle: "You are unsubscribed",
    done: "You will get no more news and offers by e-mail. It counts from now on.",
    more: "Change your mind, or choose more precisely:",
    preferences: "Your preferences",
    yourAddress: "your address",
  },
  es: {
    title: "Darse de baja",
    ask: (who: string) =>
      `¿No quieres más novedades ni ofertas en ${who}? Los avisos sobre tus propios pedidos seguirán llegando.`,
    button: "Darme de baja",
    doneTitle: "Te has dado de baja",
    done: "No recibirás más novedades ni ofertas por correo. Vale desde ahora.",
    more: "Para cambiar de idea o elegir mejor:",
    preferences: "Tus preferencias",
    yourAddress: "tu dirección",
  },
  pt: {
    title: "Cancelar inscrição",
    ask: (who: string) =>
      `Não quer mais novidades e ofertas em ${who}? Os avisos sobre seus próprios pedidos continuam chegando.`,
    button: "Cancelar inscrição",
    doneTitle: "Inscrição cancelada",
    done: "Você não receberá mais novidades nem ofertas por e-mail. Vale a partir de agora.",
    more: "Para mudar de ideia ou escolher melhor:",
    preferences: "Suas preferências",
    yourAddress: "seu endereço",
  },
} as const satisfies Record<Language, unknown>
