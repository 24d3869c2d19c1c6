import { createHash } from "node:crypto"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { escapeHtml } from "../../../core/content/render-template"
import { languageOf } from "../../../core/content/format-value"
import { LOCALE_OF, type Language } from "../../../core/text/localized"

/** A page behind a link in a mail. `body` is HTML that the caller made of escaped parts. */
export type Page = {
  readonly language: Language
  readonly title: string
  readonly body: string
}

const STYLE = [
  "*{box-sizing:border-box}",
  "body{margin:0;background:#f9fafb;color:#111827;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Helvetica,Arial,sans-serif}",
  "main{max-width:36rem;margin:0 auto;padding:3rem 1.25rem}",
  "h1{font-size:1.5rem;line-height:1.25;margin:0 0 1rem}",
  "h2{font-size:1rem;margin:1.5rem 0 .5rem}",
  "p{margin:0 0 1rem}",
  "fieldset{border:1px solid #d1d5db;border-radius:.5rem;background:#fff;margin:0 0 1rem;padding:1rem}",
  "legend{font-weight:600;padding:0 .25rem}",
  "label{display:flex;gap:.625rem;align-items:flex-start;padding:.375rem 0}",
  "input[type=checkbox],input[type=radio]{width:1.25rem;height:1.25rem;margin:.125rem 0 0;flex:none;accent-color:#1d4ed8}",
  "input[type=time],input[type=date],input[type=text],select{font:inherit;padding:.5rem;border:1px solid #6b7280;border-radius:.375rem;background:#fff;color:inherit}",
  "button{font:inherit;font-weight:600;color:#fff;background:#1d4ed8;border:1px solid #1d4ed8;border-radius:.375rem;padding:.625rem 1.125rem;cursor:pointer}",
  "button.quiet{color:#1f2937;background:#fff;border-color:#6b7280}",
  "a:focus-visible,button:focus-visible,input:focus-visible,select:focus-visible{outline:3px solid #93c5fd;outline-offset:2px}",
  ".done{border-left:4px solid #15803d;background:#f0fdf4;padding:.75rem 1rem;border-radius:.25rem}",
  ".wrong{border-left:4px solid #b91c1c;background:#fef2f2;padding:.75rem 1rem;border-radius:.25rem;margin:0 0 1rem}",
  ".means{border:1px solid #d1d5db;border-radius:.5rem;background:#fff;padding:0 1rem .5rem;margin:0 0 1rem}",
  ".pair{display:flex;flex-wrap:wrap;gap:1rem}",
  ".pair label,fieldset>label[for],form>label[for]{align-items:center;flex-wrap:wrap}",
  ".actions{display:flex;flex-wrap:wrap;gap:.75rem}",
  "select{max-width:100%}",
  "input[type=text]{width:100%}",
  "[aria-invalid]{border-color:#b91c1c}",
  ".hint{color:#4b5563;font-size:.875rem}",
  "form+form{margin-top:1rem}",
  "label~button{margin-top:.75rem}",
].join("")

const STYLE_HASH = createHash("sha256").update(STYLE).digest("base64")

// No script, no picture, no frame, nothing from elsewhere; forms lead back here. Chrome asks form-action also of the
// redirect after a form, but there is none.
const HEADERS: Readonly<Record<string, string>> = {
  "Content-Security-Policy": `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  "Cache-Control": "no-store",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
  "X-Robots-Tag": "noindex, nofollow",
  "Cross-Origin-Opener-Policy": "same-origin",
}

export function sendPage(res: MedusaResponse, status: number, page: Page): void {
  res.status(status).set(HEADERS).type("html").send(pageHtml(page))
}

export function pageHtml({ language, title, body }: Page): string {
  return [
    `<!doctype html><html lang="${LOCALE_OF[language]}"><head><meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width, initial-scale=1">`,
    `<title>${escapeHtml(title)}</title><style>${STYLE}</style></head>`,
    `<body><main><h1>${escapeHtml(title)}</h1>${body}</main></body></html>`,
  ].join("")
}

/** The person's language where it is known, else the browser's, else the shop's. */
export function pageLanguage(
  req: MedusaRequest,
  known: string | null | undefined,
  shop: Language
): Language {
  return languageOf(known) ?? acceptedLanguage(req) ?? shop
}

function acceptedLanguage(req: MedusaRequest): Language | null {
  const wanted = (req.get("accept-language") ?? "")
    .slice(0, 500)
    .split(",")
    .map((part) => {
      const [tag = "", weight = ""] = part.trim().split(";q=")
      return { language: languageOf(tag), weight: weight === "" ? 1 : Number(weight) }
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
  return wanted.find(({ language }) => language !== null)?.language ?? null
}

/** The link's token: in the address, where the mail put it, also when a form is sent. */
export function tokenOf(req: MedusaRequest): unknown {
  return req.query.token
}

/** The form's address on the page: the same one, so that the token comes along. */
export function formAction(path: string, token: string): string {
  return escapeHtml(`/kairos/${path}?token=${encodeURIComponent(token)}`)
}

/** The fields of a form; nothing when the body is something else. */
export function formFields(req: MedusaRequest): Readonly<Record<string, unknown>> {
  return typeof req.body === "object" && req.body !== null && !Array.isArray(req.body)
    ? (req.body as Record<string, unknown>)
    : {}
}

/** `an•••@shop.example`: enough to know one's own address, too little to learn somebody else's. */
export function maskEmail(email: string): string {
  const [local = "", domain = ""] = email.split("@")
  const shown = local.length > 2 ? local.slice(0, 2) : local.slice(0, 1)
  return `${shown}•••@${domain}`
}
