import { browser, type KeyValueStorage } from "./browser"

/** What the person in front of the screen allowed. `storage`: an identifier may be kept on this device. */
export type Permission = { readonly storage: boolean; readonly profiling: boolean }

export const NO_PERMISSION: Permission = { storage: false, profiling: false }

export const VISITOR_KEY = "kairos_visitor"

const randomId = (): string => {
  const bytes = globalThis.crypto.getRandomValues(new Uint8Array(16))
  return `vis_${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`
}

/** Null where the browser has no storage or refuses to show it (private windows throw on reading the property). */
const deviceStorage = (given: KeyValueStorage | undefined): KeyValueStorage | null => {
  try {
    return given ?? browser().localStorage ?? null
  } catch {
    return null
  }
}

/**
 * The visitor's id: made only with permission to store it, and without that permission the device is not even read
 * (ePrivacy 5(3) covers reading too). Null means anonymous: content is still decided, without an identifier.
 */
export const visitorId = (permission: Permission, given?: KeyValueStorage): string | null => {
  if (!permission.storage) return null
  const storage = deviceStorage(given)
  if (storage === null) return null
  try {
    const known = storage.getItem(VISITOR_KEY)
    if (known !== null && /^vis_[0-9a-f]{32}$/.test(known)) return known
    const made = randomId()
    storage.setItem(VISITOR_KEY, made)
    return made
  } catch {
    return null
  }
}

/** To be called when the permission is withdrawn. Answers the id that was there. */
export const forgetVisitor = (given?: KeyValueStorage): string | null => {
  try {
    const storage = deviceStorage(given)
    const known = storage?.getItem(VISITOR_KEY) ?? null
    storage?.removeItem(VISITOR_KEY)
    return known
  } catch {
    // A device that refuses access holds nothing of ours.
    return null
  }
}

export const consentFlags = ({ storage, profiling }: Permission): string =>
  [storage ? "storage" : "", profiling ? "profiling" : ""].filter(Boolean).join(",")

/** With Global Privacy Control nothing is allowed, whatever a banner says. */
export const signalled = (): boolean => browser().navigator?.globalPrivacyControl === true
