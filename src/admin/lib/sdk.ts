import Medusa from "@medusajs/js-sdk"

// Set by the shop's own admin build, so that the plugin follows the shop's backend address and way of signing in.
declare const __BACKEND_URL__: string | undefined
declare const __AUTH_TYPE__: "session" | "jwt" | undefined
declare const __JWT_TOKEN_STORAGE_KEY__: string | undefined

const backendUrl = typeof __BACKEND_URL__ === "string" && __BACKEND_URL__ ? __BACKEND_URL__ : "/"
const authType = typeof __AUTH_TYPE__ === "string" ? __AUTH_TYPE__ : "session"
const storageKey =
  typeof __JWT_TOKEN_STORAGE_KEY__ === "string" && __JWT_TOKEN_STORAGE_KEY__
    ? __JWT_TOKEN_STORAGE_KEY__
    : undefined

export const sdk = new Medusa({
  baseUrl: backendUrl,
  auth: { type: authType, jwtTokenStorageKey: storageKey },
})
