import type { Language } from "../text/localized"
import { asPicture, type KeptMessage, withoutSecrets } from "./kept-message"
import { escapeHtml } from "./render-template"

const WORDS = {
  en: {
    copy: "Copy",
    note: (id: string) =>
      `Copy for the shop of the delivery ${id}. Its links and codes do not work.`,
  },
  es: {
    copy: "Copia",
    note: (id: string) =>
      `Copia para la tienda de la entrega ${id}. Sus enlaces y códigos no funcionan.`,
  },
  pt: {
    copy: "Cópia",
    note: (id: string) => `Cópia para a loja da entrega ${id}. Seus links e códigos não funcionam.`,
  },
} as const satisfies Record<Language, unknown>

/**
 * What the shop gets of a message that went to somebody else: to read, and good for nothing. A link of the original acts for its person
 * without a login, so none leads anywhere here; tokens and coupons' codes are taken out, also of the text.
 */
export function shopCopy(message: KeptMessage, delivery_id: string): KeptMessage {
  const words = WORDS[message.locale]
  const { html, subject, text, ...rest } = withoutSecrets(message)
  const note = words.note(delivery_id)
  return {
    ...rest,
    subject: `${words.copy}: ${subject}`,
    html: noted(asPicture(html), `<p>${escapeHtml(note)}</p>`),
    text: `${note}\n\n${text}`,
  }
}

/** At the beginning of the body, where it is read first. */
function noted(html: string, note: string): string {
  const body = /<body\b[^>]*>/i.exec(html)
  const at = body === null ? 0 : body.index + body[0].length
  return `${html.slice(0, at)}${note}${html.slice(at)}`
}
