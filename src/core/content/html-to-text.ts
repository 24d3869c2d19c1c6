/** What a mail says, as plain text: links with their addresses, one line per block, lists with dashes. */
export function htmlToText(html: string): string {
  const text = html
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(/<(head|style|title|script)\b[^>]*>[\s\S]*?<\/\1\s*>/gi, "")
    .replace(/[\t\r\n ]+/g, " ")
    .replace(
      /<a\b[^>]*?\bhref="([^"]*)"[^>]*>([\s\S]*?)<\/a\s*>/gi,
      (_, href: string, label: string) => linkText(href, label)
    )
    .replace(/<img\b[^>]*?\balt="([^"]+)"[^>]*>/gi, "[$1]")
    .replace(/<li\b[^>]*>/gi, "\n- ")
    .replace(/<\/td\s*>\s*<td\b[^>]*>/gi, " ")
    .replace(/<(br|hr)\b[^>]*>/gi, "\n")
    .replace(/<\/(p|h[1-6]|table|ul|ol|blockquote)\s*>/gi, "\n\n")
    .replace(/<\/(div|tr|section|header|footer)\s*>/gi, "\n")
    .replace(/<[^>]*>/g, "")
  return decodeEntities(text)
    .replace(/[ \u00a0\u200c\u00ad]+/g, " ")
    .replace(/ *\n */g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim()
}

function linkText(href: string, label: string): string {
  const words = label
    .replace(/<img\b[^>]*?\balt="([^"]+)"[^>]*>/gi, "$1")
    .replace(/<[^>]*>/g, "")
    .trim()
  const plain = words.replace(/\s+/g, " ")
  return plain === "" || plain === href ? href : `${plain}: ${href}`
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00a0",
  euro: "€",
  copy: "©",
  reg: "®",
  mdash: "—",
  ndash: "–",
  hellip: "…",
  laquo: "«",
  raquo: "»",
  bull: "•",
  middot: "·",
  times: "×",
  lsquo: "‘",
  rsquo: "’",
  ldquo: "“",
  rdquo: "”",
  zwnj: "\u200c",
  shy: "\u00ad",
  trade: "™",
}

function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/gi,
    (whole: string, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) {
        return ENTITIES[name] ?? whole
      }
      const code = hex !== undefined ? Number.parseInt(hex, 16) : Number(decimal)
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ""
    }
  )
}
