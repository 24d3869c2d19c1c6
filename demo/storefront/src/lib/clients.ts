import Medusa from "@medusajs/js-sdk"
import { createKairos, type Kairos, type Permission } from "medusa-plugin-kairos/storefront"
import { COOKIE, readCookie, removeCookie, writeCookie } from "./cookies"
import { readAnswer } from "./permission"
import type { ShopConfig } from "./page-data"

/** Cookies instead of localStorage: the shop's server must know who asks, to send personal content with the page. */
const tokenStorage = {
  getItem: () => Promise.resolve(readCookie(COOKIE.token)),
  setItem: (_key: string, value: string) => Promise.resolve(writeCookie(COOKIE.token, value, 1)),
  removeItem: () => Promise.resolve(removeCookie(COOKIE.token)),
}

const visitorStorage = {
  getItem: (key: string) => readCookie(key),
  setItem: (key: string, value: string) => writeCookie(key, value, 180),
  removeItem: (key: string) => removeCookie(key),
}

const NOTHING: Permission = { storage: false, profiling: false }

/**
 * In the browser the room is reserved and nothing waits, so the box may be wider than a server's; after it the
 * fallback stays for this view.
 */
const CLIENT_TIME_BOX = 800
/** A form waits this long for Kairos to take a consent, then goes on: selling must not depend on it. */
const ACTION_TIME_BOX = 4_000

export type Clients = { readonly sdk: Medusa; readonly kairos: Kairos }

export const createClients = ({ apiUrl, publishableKey }: ShopConfig): Clients => ({
  sdk: new Medusa({
    baseUrl: apiUrl,
    publishableKey,
    auth: { type: "jwt", jwtTokenStorageMethod: "custom", storage: tokenStorage },
  }),
  kairos: createKairos({
    baseUrl: apiUrl,
    publishableKey,
    getToken: () => readCookie(COOKIE.token),
    permission: () => readAnswer(readCookie(COOKIE.permission)) ?? NOTHING,
    storage: visitorStorage,
    timeoutMs: CLIENT_TIME_BOX,
    actionTimeoutMs: ACTION_TIME_BOX,
    getLocale: () => document.documentElement.lang,
    credentials: "omit",
  }),
})
