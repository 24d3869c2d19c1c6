import type { Language } from "../text/localized"
import { withoutControls } from "./render-template"

/** What is kept of a message that was handed to its provider. */
export type KeptMessage = {
  readonly locale: Language
  /** `Name <address>`; null where the channel has none. */
  readonly sender: string | null
  readonly subject: string
  /** Empty where the channel carries plain text. */
  readonly html: string
  readonly text: string
}

/** A signed or sealed token, wherever it stands: its header is JSON, so it begins with `{"` in base64url. */
const TOKEN = /eyJ[\w-]+(?:\.[\w-]*){2,4}/g
/** A coupon's code as it is written everywhere: four times four characters of Crockford's alphabet. */
const CODE = /(?<![\w-])(?:[0-9A-HJKMNP-TV-Z]{4}-){3}([0-9A-HJKMNP-TV-Z]{4})(?![\w-])/gi

/**
 * The message as a person may read it again, and nobody use it: its links carry no token any more, its coupons only their last
 * four characters. Whoever reads the database, a backup or an export finds nothing there that acts for somebody.
 */
export function withoutSecrets({ subject, html, text, ...rest }: KeptMessage): KeptMessage {
  return { ...rest, subject: blunt(subject), html: blunt(html), text: blunt(text) }
}

/** A shop's own channel may write what Postgres cannot store; that must not keep its message from leaving. */
const blunt = (text: string): string =>
  withoutControls(text).replace(TOKEN, "removed").replace(CODE, "••••-••••-••••-$1")

/** A tag that leads elsewhere, with what stands in its quotes. */
const LEADING = /<(?:a|area|form|base|link|meta)\b(?:"[^"]*"|'[^']*'|[^'">])*>/gi
const WHERE_TO = /\s(?:href|action|ping|target|http-equiv)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)/gi

/**
 * A mail to look at: nothing in it leads anywhere, by mouse or keyboard. Pictures are the frame's to refuse, because they stand in
 * styles as well.
 */
export const asPicture = (html: string): string =>
  html.replace(LEADING, (tag) => tag.replace(WHERE_TO, ""))
