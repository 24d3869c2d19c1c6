import { note } from "../../core/text/note"

/** What a provider's failure means for the delivery. */
export type Fault =
  /** Nothing left, or the provider asked to come back: try again. */
  | { readonly kind: "transient"; readonly retry_after_seconds: number; readonly message: string }
  /** It will never work with this message or address. */
  | { readonly kind: "permanent"; readonly message: string }
  /** The provider refuses us, not the message: the whole channel waits. */
  | { readonly kind: "channel"; readonly message: string }
  /** The request may have arrived: never sent again blindly. */
  | { readonly kind: "unknown"; readonly message: string }

const REFUSED_BEFORE_SENDING = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH/
const CUT_OFF =
  /ECONNRESET|EPIPE|ETIMEDOUT|socket hang up|timed? ?out|aborted|fetch failed|other side closed/i

/**
 * Reads a provider's error. Medusa's notification module keeps nothing of it but the message
 * (`Failed to send notification with id …:\n<message>`), so the message is all there is: `HTTP 429 retry-after=30` from
 * our providers, `Failed to send email: 429 - …` from Medusa's SendGrid provider.
 */
export function classifyFault(error: unknown): Fault {
  const message = (error instanceof Error ? error.message : String(error)).replace(
    /^Failed to send notification with id \S+:\s*/i,
    ""
  )
  const status = /(?:HTTP |email: |status(?: code)? )([1-5]\d\d)\b/i.exec(message)?.[1]
  if (status !== undefined) {
    return byStatus(Number(status), message)
  }
  if (REFUSED_BEFORE_SENDING.test(message)) {
    return {
      kind: "transient",
      retry_after_seconds: 0,
      message: note("unreachable"),
    }
  }
  if (CUT_OFF.test(message)) {
    return { kind: "unknown", message: note("cut_off") }
  }
  if (/Could not find a notification provider|is not enabled/.test(message)) {
    return { kind: "channel", message: note("no_provider") }
  }
  return {
    kind: "unknown",
    message: note("ambiguous"),
  }
}

function byStatus(status: number, message: string): Fault {
  const text = note("answered", { status })
  if (status === 401 || status === 403) {
    return { kind: "channel", message: text }
  }
  if (status === 429 || status >= 500) {
    const retryAfter = Number(/retry-after=(\d+)/i.exec(message)?.[1] ?? 0)
    return { kind: "transient", retry_after_seconds: retryAfter, message: text }
  }
  return { kind: "permanent", message: text }
}
