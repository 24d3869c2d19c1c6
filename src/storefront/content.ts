import type { RenderedContent } from "../types"
import { browser, type KeyValueStorage } from "./browser"
import { readContent } from "./rendered-content"
import { request, type Transport } from "./transport"
import { consentFlags, type Permission, visitorId } from "./visitor"

export type ContentContext = {
  readonly cartId?: string | null
  readonly path?: string
  readonly referrer?: string
  readonly locale?: string
  /** Campaign parameters without the prefix: source, medium, campaign, term, content. */
  readonly utm?: Readonly<Record<string, string>>
  /** What to answer for a placement when Kairos does not, in time or at all. */
  readonly fallback?: Readonly<Record<string, RenderedContent | null>>
  /** Overrides the time box for this call, in milliseconds. */
  readonly timeoutMs?: number
}

export type ContentAnswer = {
  readonly content: Readonly<Record<string, RenderedContent | null>>
  /** Seconds for which this person's page may show it again without asking. Never share it between people. */
  readonly ttl: number
  /** False: nobody answered in time, and `content` is the fallback. */
  readonly answered: boolean
}

/** What the shop's server asked for and sent along with the page, by placement. */
export type EmbeddedContent = {
  readonly content: Readonly<Record<string, RenderedContent | null>>
  /** Seconds. */
  readonly ttl: number
}

const UTM = ["source", "medium", "campaign", "term", "content"]
/** Longer addresses are cut: the route refuses them, and a strange link must not cost a shopper the content. */
const LONGEST = 500

const cut = (text: string | undefined): string | undefined => text?.slice(0, LONGEST)

const utmQuery = (utm: ContentContext["utm"]): Record<string, string | undefined> =>
  Object.fromEntries(UTM.map((key) => [`utm_${key}`, cut(utm?.[key])]))

const fallbackFor = (
  placements: readonly string[],
  context: ContentContext
): ContentAnswer["content"] =>
  Object.fromEntries(placements.map((code) => [code, context.fallback?.[code] ?? null]))

export type ContentOptions = Transport & {
  /** How long a page may wait for content, in milliseconds. */
  readonly timeoutMs?: number
  readonly storage?: KeyValueStorage
}

export type ContentReader = (
  placements: readonly string[],
  context?: ContentContext
) => Promise<ContentAnswer>

export const contentReader =
  (options: ContentOptions, permission: () => Permission): ContentReader =>
  async (placements, context = {}) => {
    const fallback = fallbackFor(placements, context)
    if (placements.length === 0) return { content: {}, ttl: 0, answered: true }
    try {
      const answer = (await request(options, {
        path: "/store/kairos/content",
        timeoutMs: context.timeoutMs ?? options.timeoutMs ?? 150,
        query: {
          placements: placements.join(","),
          visitor_id: visitorId(permission(), options.storage),
          consent: consentFlags(permission()),
          cart_id: context.cartId,
          path: cut(context.path ?? browser().location?.pathname),
          referrer: cut(context.referrer),
          locale: context.locale,
          ...utmQuery(context.utm),
        },
      })) as { content?: Record<string, unknown>; ttl?: unknown } | null
      const found = placements.map((code) => [
        code,
        readContent(answer?.content?.[code]) ?? fallback[code] ?? null,
      ])
      const ttl = typeof answer?.ttl === "number" && answer.ttl > 0 ? answer.ttl : 0
      return { content: Object.fromEntries(found), ttl, answered: true }
    } catch {
      return { content: fallback, ttl: 0, answered: false }
    }
  }
