const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/

/** Why a text cannot be kept, or null: Postgres takes neither NUL nor half a surrogate pair, in text or in jsonb. */
export function unstorable(text: string): string | null {
  if (text.includes("\u0000")) {
    return "contains a NUL character; remove it"
  }
  return LONE_SURROGATE.test(text)
    ? "contains half of a character (a lone surrogate); type it again"
    : null
}
