/** The first `limit` code units of a text, without half a character at the end. */
export function cutText(text: string, limit: number): string {
  return text.slice(0, limit).replace(/[\ud800-\udbff]$/, "")
}
