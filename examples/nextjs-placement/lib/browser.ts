import { createKairos } from "medusa-plugin-kairos/storefront"
import { PERMISSION_COOKIE, readPermission } from "./permission"

const YEAR = 31_536_000

export const readCookie = (name: string): string | undefined =>
  document.cookie
    .split("; ")
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1)

export const writeCookie = (name: string, value: string, seconds = YEAR): void => {
  document.cookie = `${name}=${value}; Path=/; Max-Age=${seconds}; SameSite=Lax; Secure`
}

/** One client for the whole visit. It reads and writes the device only with permission. */
export const kairos = createKairos({
  baseUrl: process.env.NEXT_PUBLIC_MEDUSA_URL ?? "http://localhost:9000",
  publishableKey: process.env.NEXT_PUBLIC_MEDUSA_KEY ?? "",
  credentials: "include",
  permission: () => readPermission(readCookie(PERMISSION_COOKIE)),
  // A cookie instead of localStorage: the server needs the id as well, to ask for this visitor's content.
  storage: {
    getItem: (name) => readCookie(name) ?? null,
    setItem: (name, value) => writeCookie(name, value),
    removeItem: (name) => writeCookie(name, "", 0),
  },
})
