import { cutText } from "./cut-text"

// Line breaks, NUL and other control characters, and the marks that reverse the direction of writing.
// eslint-disable-next-line no-control-regex
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]+/g

/**
 * One line that may stand in a mail's header (requirement C-07): a name such as `A\r\nBcc: x@y` cannot add a header,
 * and a direction override cannot disguise the sender.
 */
export function headerText(value: string, limit = 255): string {
  const line = value
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .replace(UNSAFE, " ")
    .replace(/ {2,}/g, " ")
    .trim()
  return line.length <= limit ? line : `${cutText(line, limit - 1)}…`
}
