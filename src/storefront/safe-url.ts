/**
 * A link that may stand in a page, or null. Allowed are http, https, mailto, and paths of the same site. A scheme
 * without slashes (`https:evil`), `//host`, a backslash and control characters are refused, because browsers read
 * them more generously than they look (C-05).
 */
export const safeHref = (href: unknown): string | null => {
  if (typeof href !== "string") return null
  // eslint-disable-next-line no-control-regex -- control characters are what is refused
  if (/[\u0000-\u0020\u007f-\u009f\\]/.test(href)) return null
  if (/^(?:https?:\/\/[^/]|mailto:[^/])/i.test(href)) return href
  return /^(?:\/(?!\/)|[#?])/.test(href) ? href : null
}

/** The address of a picture, or null: http, https or a path of the same site. */
export const safeImage = (url: unknown): string | null => {
  const href = safeHref(url)
  return href !== null && /^(?:https?:|\/)/i.test(href) ? href : null
}
