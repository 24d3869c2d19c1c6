import type { Language } from "../../../core/text/localized"

export const TEXTS = {
  en: {
    title: "Your preferences",
    who: (email: string) =>
      `These choices are for ${email}. They count from the moment you save them.`,
    consents: "I agree to",
    pause: "Pause mails",
    pauses: { keep: "Leave as it is", "0": "No pause", "30": "For 30 days", "90": "For 90 days" },
    pausedUntil: (date: string) => `Paused until ${date}.`,
    language: "Language",
    save: "Save",
    saved: "Your choices are saved.",
    stop: "Stop everything",
    stopHint:
      "No more news and offers, and nothing that is chosen for you. Notices about your own orders still come.",
    oldTitle: "This link is older than 90 days",
    old: "To protect you, it can no longer change your choices. You can have a new link mailed to you, or stop everything here and now.",
    newLink: "Mail me a new link",
    mailed: "If this address is still in use with us, a new link is on its way.",
  },
  es: {
    title: "Tus preferencias",
    who: (email: string) => `Estas opciones son para ${email}. Valen desde que las guardas.`,
    consents: "Acepto",
    pause: "Pausar los correos",
    pauses: {
      keep: "Dejar como está",
      "0": "Sin pausa",
      "30": "Durante 30 días",
      "90": "Durante 90 días",
    },
    pausedUntil: (date: string) => `En pausa hasta el ${date}.`,
    language: "Idioma",
    save: "Guardar",
    saved: "Tus opciones están guardadas.",
    stop: "Parar todo",
    stopHint:
      "Ni novedades ni ofertas, ni nada elegido para ti. Los avisos sobre tus propios pedidos seguirán llegando.",
    oldTitle: "Este enlace tiene más de 90 días",
    old: "Para protegerte, ya no puede cambiar tus opciones. Puedes pedir que te enviemos un enlace nuevo o parar todo aquí y ahora.",
    newLink: "Enviarme un enlace nuevo",
    mailed: "Si todavía usas esta dirección con nosotros, un enlace nuevo está en camino.",
  },
  pt: {
    title: "Suas preferências",
    who: (email: string) =>
      `Estas escolhas são para ${email}. Valem a partir do momento em que você salva.`,
    consents: "Concordo com",
    pause: "Pausar e-mails",
    pauses: {
      keep: "Deixar como está",
      "0": "Sem pausa",
      "30": "Por 30 dias",
      "90": "Por 90 dias",
    },
    pausedUntil: (date: string) => `Pausado até ${date}.`,
    language: "Idioma",
    save: "Salvar",
    saved: "Suas escolhas estão salvas.",
    stop: "Parar tudo",
    stopHint:
      "Nada de novidades e ofertas, nem nada escolhido para você. Os avisos sobre seus próprios pedidos continuam chegando.",
    oldTitle: "Este link tem mais de 90 dias",
    old: "Para proteger você, ele não pode mais mudar suas escolhas. Você pode pedir um novo link por e-mail ou parar tudo aqui e agora.",
    newLink: "Enviar um novo link",
    mailed: "Se este endereço ainda é usado conosco, um novo link está a caminho.",
  },
} as const satisfies Record<Language, unknown>
