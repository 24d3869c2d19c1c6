/**
 * What the shop itself keeps on the device: the session, the cart, the language and the answer to the consent banner.
 * All are strictly necessary, so they are cookies of the shop's own and its server can decide with the page.
 * `kairos_visitor` is written by the Kairos SDK alone, and only with permission.
 */
export type Cookies = ReadonlyMap<string, string>

export const COOKIE = {
  token: "shop_token",
  cart: "shop_cart",
  locale: "shop_locale",
  permission: "shop_permission",
} as const

const DAY = 86_400

export const parseCookies = (header: string | undefined): Cookies =>
  new Map(
    (header ?? "").split(";").flatMap((part): [string, string][] => {
      const at = part.indexOf("=")
      if (at < 0) return []
      try {
        return [[part.slice(0, at).trim(), decodeURIComponent(part.slice(at + 1).trim())]]
      } catch {
        return []
      }
    })
  )

export const readCookie = (name: string): string | null =>
  parseCookies(document.cookie).get(name) ?? null

export const writeCookie = (name: string, value: string, days: number): void => {
  const secure = location.protocol === "https:" ? "; Secure" : ""
  document.cookie = `${name}=${encodeURIComponent(value)}; Path=/; Max-Age=${days * DAY}; SameSite=Lax${secure}`
}

export const removeCookie = (name: string): void => writeCookie(name, "", 0)
