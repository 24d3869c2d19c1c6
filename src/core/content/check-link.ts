/** The kinds of place where an address may stand: a mail needs a whole address, a page of the shop also a path. */
export type LinkPlace = "mail_link" | "mail_image" | "shop_link" | "shop_image"

const LOCAL = /^(localhost|127\.0\.0\.1|\[::1\])$/

/**
 * Whether a written address may be used (requirement C-05): https, on a host of the shop, without a user name. An entry
 * of `allowedHosts` that begins with a dot also allows the hosts below it. http is for this machine alone, and only
 * where the shop lists it.
 * @returns what is wrong and how to write it, or null.
 */
export function linkProblem(
  raw: string,
  allowedHosts: readonly string[],
  place: LinkPlace
): string | null {
  const href = raw.replaceAll("&amp;", "&")
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u0020\u007f-\u00a0\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\\]/.test(href)) {
    return `the address "${shown(href)}" holds a space, a backslash or an invisible character; remove it`
  }
  if (/&#|&[a-z][a-z0-9]*;/i.test(href)) {
    return `the address "${shown(href)}" holds a character reference; write the character itself`
  }
  const isLink = place === "mail_link" || place === "shop_link"
  if (isLink && /^#[\w-]*$/.test(href)) {
    return null
  }
  if (isLink && /^(mailto:[^\s?@]+@[^\s?@]+|tel:\+?[\d-]+)$/i.test(href)) {
    return null
  }
  if ((place === "shop_link" || place === "shop_image") && /^\/(?!\/)/.test(href)) {
    return null
  }
  return absoluteProblem(href, allowedHosts)
}

function absoluteProblem(href: string, allowedHosts: readonly string[]): string | null {
  const example = "write it as https://your-shop.example/page"
  if (!/^https?:\/\/[^/]/i.test(href)) {
    return `the address "${shown(href)}" must begin with https://; ${example}`
  }
  let url: URL
  try {
    url = new URL(href)
  } catch {
    return `the address "${shown(href)}" cannot be read; ${example}`
  }
  if (url.username !== "" || url.password !== "" || /^https?:\/\/[^/?#]*@/i.test(href)) {
    return `the address "${shown(href)}" holds a user name; remove what stands before the @`
  }
  const allowed = allowedHosts.some((host) => hostMatches(url, host.toLowerCase()))
  if (url.protocol === "http:" && !(LOCAL.test(url.hostname) && allowed)) {
    return `the address "${shown(href)}" must begin with https://, not http://`
  }
  if (!allowed) {
    return `the host "${url.host}" is not one of the shop's (${allowedHosts.join(", ") || "none"}); use one of them or add it to the option allowedHosts`
  }
  return null
}

function hostMatches(url: URL, host: string): boolean {
  if (host.startsWith(".")) {
    return url.hostname.endsWith(host)
  }
  return url.host === host
}

function shown(href: string): string {
  return href.length > 80 ? `${href.slice(0, 79)}…` : href
}
