import { type ContentContext, contentReader, type EmbeddedContent } from "./content"
import type { Transport } from "./transport"
import { NO_PERMISSION, type Permission } from "./visitor"

/** Whose page a server is drawing; all of it comes from this one request, never from a shared place. */
export type PageVisitor = Pick<Transport, "baseUrl" | "publishableKey" | "fetch"> & {
  /** The shopper's own. */
  readonly token?: string | null
  /** The id that the browser made, from its cookie: a server makes none, it would never reach the device. */
  readonly visitorId?: string | null
  readonly permission?: Permission
  /** The request's `Sec-GPC` header: a server asks for the browser, so it passes the browser's wish on. */
  readonly gpc?: string | null
  /** How long the page waits for Kairos, in milliseconds; 100 without it. */
  readonly timeoutMs?: number
}

/**
 * The content of a page's placements, on the server. Undefined when Kairos did not answer in time: then the page goes out
 * with the room reserved, and the browser asks once more. Otherwise hand it to `<KairosProvider embedded={…}>`, and the
 * browser asks nothing. Never rejects.
 */
export const loadPlacements = async (
  placements: readonly string[],
  visitor: PageVisitor,
  context: ContentContext = {}
): Promise<EmbeddedContent | undefined> => {
  const { token, visitorId = null, permission, gpc, timeoutMs = 100, ...transport } = visitor
  const allowed = gpc?.trim() === "1" ? NO_PERMISSION : (permission ?? NO_PERMISSION)
  const read = contentReader(
    {
      ...transport,
      timeoutMs,
      getToken: () => token,
      headers: gpc ? { "sec-gpc": gpc } : {},
      storage: { getItem: () => visitorId, setItem: () => undefined, removeItem: () => undefined },
    },
    () => ({ ...allowed, storage: allowed.storage && visitorId !== null })
  )
  const { content, ttl, answered } = await read(placements, context)
  return answered ? { content, ttl } : undefined
}
