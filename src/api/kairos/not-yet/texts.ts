import type { Language } from "../../../core/text/localized"

export const TEXTS = {
  en: {
    title: "Not needed yet?",
    ask: (title: string) => `You can have the reminder of ${title} later.`,
    something: "what you bought",
    when: "Remind me again",
    likely: (date: string) => `When it is likely to be used up, around ${date}`,
    in: (days: string) => `In ${days}`,
    button: "Remind me later",
    hint: "That you still have it tells us that it lasts you longer. We keep that with your profile, and for nothing else.",
    doneTitle: "Until later",
    done: (date: string) =>
      `We remind you again from ${date} on, unless you have bought it by then.`,
    nothingTitle: "Nothing to put off",
    nothing:
      "There is no reminder of this that waits: you have bought it again, or asked us not to conclude anything about you.",
  },
  es: {
    title: "¿Aún no hace falta?",
    ask: (title: string) => `Puedes recibir más tarde el recordatorio de ${title}.`,
    something: "lo que compraste",
    when: "Recordármelo otra vez",
    likely: (date: string) => `Cuando probablemente se haya acabado, hacia el ${date}`,
    in: (days: string) => `Dentro de ${days}`,
    button: "Recordármelo más tarde",
    hint: "Que aún lo tengas nos dice que te dura más. Lo guardamos con tu perfil y para nada más.",
    doneTitle: "Hasta más tarde",
    done: (date: string) =>
      `Te lo recordamos otra vez desde el ${date}, salvo que ya lo hayas comprado.`,
    nothingTitle: "No hay nada que aplazar",
    nothing:
      "No espera ningún recordatorio de esto: lo has comprado otra vez o nos pediste no deducir nada de ti.",
  },
  pt: {
    title: "Ainda não precisa?",
    ask: (title: string) => `Você pode receber mais tarde o lembrete de ${title}.`,
    something: "o que você comprou",
    when: "Lembrar de novo",
    likely: (date: string) => `Quando provavelmente tiver acabado, por volta de ${date}`,
    in: (days: string) => `Em ${days}`,
    button: "Lembrar mais tarde",
    hint: "Que você ainda o tem nos diz que ele dura mais para você. Guardamos isso com o seu perfil e para mais nada.",
    doneTitle: "Até mais tarde",
    done: (date: string) =>
      `Lembramos você de novo a partir de ${date}, a menos que já tenha comprado.`,
    nothingTitle: "Nada para adiar",
    nothing:
      "Nenhum lembrete disto está à espera: você comprou de novo ou pediu que não concluíssemos nada sobre você.",
  },
} as const satisfies Record<Language, unknown>
