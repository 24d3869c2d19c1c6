/**
 * The few things that the SDK asks of a browser, as structural types. A `/// <reference lib="dom" />` would hand
 * `window` and `localStorage` to the whole plugin's program, where they do not exist.
 */
export type KeyValueStorage = {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
  removeItem(key: string): void
}

type Observer = { observe(element: object): void; disconnect(): void }
type ObserverEntry = { isIntersecting: boolean; intersectionRatio: number }

export type Browser = {
  readonly localStorage?: KeyValueStorage
  readonly location?: { readonly pathname: string; readonly search?: string }
  readonly document?: { readonly referrer?: string; readonly visibilityState?: string }
  readonly innerHeight?: number
  readonly navigator?: {
    readonly globalPrivacyControl?: boolean
    sendBeacon?(url: string, body: string): boolean
  }
  readonly addEventListener?: (name: string, listener: () => void) => void
  readonly IntersectionObserver?: new (
    callback: (entries: readonly ObserverEntry[]) => void,
    options: { threshold: readonly number[] }
  ) => Observer
}

/** Read on each use, not at import: the same module is imported by servers that render the page. */
export const browser = (): Browser => globalThis as unknown as Browser
