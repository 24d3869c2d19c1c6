import type { PreferencesResponse, RenderedContent, StoreCouponResponse } from "../types"
import { browser, type KeyValueStorage } from "./browser"
import { readContent } from "./rendered-content"
import { request, type Transport } from "./transport"
import { forgetVisitor, NO_PERMISSION, type Permission, visitorId } from "./visitor"

export { KairosError } from "./transport"
export { parseMarkdown, type MarkdownParagraph, type MarkdownSpan } from "./markdown"
export { safeHref, safeImage } from "./safe-url"
export type { KeyValueStorage } from "./browser"
export { NO_PERMISSION, type Permission } from "./visitor"
export type { RenderedContent } from "../types"

export type KairosOptions = Transport & {
  /** How long a page may wait for content, in milliseconds. */
  readonly timeoutMs?: number
  /** How long the shopper's own actions (saving preferences, checking a coupon) may take, in milliseconds. */
  readonly actionTimeoutMs?: number
  /** What the shop's consent banner holds, asked on each use. Without it: no identifier, no profiling. */
  readonly permission?: () => Permission
  /** Where the visitor's id lives, once allowed. Default: localStorage. */
  readonly storage?: KeyValueStorage
}

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

export type OutcomeKind = "shown" | "clicked" | "dismissed"

export type ConsentGiven = {
  readonly purpose: string
  readonly channel: string
  /** Where it was asked: `registration`, `checkout`, … */
  readonly source: string
  /** Which wording was agreed to. Keep old wordings: this is what the evidence refers to. */
  readonly text_version: string
}

export type Preferences = PreferencesResponse["preferences"]

export type PreferencesPatch = {
  readonly consents?: readonly { purpose: string; channel: string; granted: boolean }[]
  readonly frequency?: Preferences["frequency"]
  readonly quiet_hours?: Preferences["quiet_hours"]
  readonly paused_until?: string | null
  readonly topics?: readonly string[]
  readonly locale?: string | null
  readonly time_zone?: string | null
}

export type CouponCheck = { valid: boolean; reason: string | null; message: string }

export type WhyAnswer = {
  text: string
  factors: readonly { label: string; value: string }[]
}

export type Kairos = {
  /** Never rejects and never takes longer than the time box. */
  content(placements: readonly string[], context?: ContentContext): Promise<ContentAnswer>
  /** Says once what became of a decision. Survives leaving the page, never rejects, never blocks. */
  outcome(decisionId: string, kind: OutcomeKind): void
  /** Why a decision fell as it did, for the person that it is about. */
  why(decisionId: string): Promise<WhyAnswer>
  /** Hands in a consent that was just given. True when the shop took it; false is worth a second try. */
  consent(email: string, given: ConsentGiven): Promise<boolean>
  readonly preferences: {
    get(): Promise<Preferences>
    set(patch: PreferencesPatch): Promise<Preferences>
  }
  readonly coupons: {
    list(): Promise<readonly StoreCouponResponse[]>
    check(code: string, cartId: string): Promise<CouponCheck>
  }
  /** The visitor's id, made on first use; null without permission to store one. */
  visitorId(): string | null
  /** Call when the permission to store is withdrawn. */
  forgetVisitor(): void
}

const consentFlags = ({ storage, profiling }: Permission): string =>
  [storage ? "storage" : "", profiling ? "profiling" : ""].filter(Boolean).join(",")

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

const contentReader = (options: KairosOptions): Kairos["content"] => {
  const permission = () => options.permission?.() ?? NO_PERMISSION
  return async (placements, context = {}) => {
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
}

/**
 * Each outcome is sent once per page. Not by sendBeacon: Medusa wants the publishable key in a header, which a beacon
 * cannot carry; a `keepalive` request survives leaving the page just as well.
 */
const outcomeSender = (options: KairosOptions): Kairos["outcome"] => {
  const said = new Set<string>()
  return (decisionId, kind) => {
    if (decisionId === "" || said.has(`${kind}:${decisionId}`)) return
    said.add(`${kind}:${decisionId}`)
    const body = { decision_id: decisionId, kind }
    const call = { path: "/store/kairos/outcomes", body, keepalive: true, timeoutMs: 10_000 }
    request(options, call).catch(() => said.delete(`${kind}:${decisionId}`))
  }
}

export const createKairos = (options: KairosOptions): Kairos => {
  const timeoutMs = options.actionTimeoutMs ?? 8_000
  const call = (path: string, body?: unknown) => request(options, { path, body, timeoutMs })
  const preferences = async (body?: PreferencesPatch) =>
    ((await call("/store/kairos/preferences", body)) as PreferencesResponse).preferences

  return {
    content: contentReader(options),
    outcome: outcomeSender(options),
    consent: (email, given) =>
      call("/store/kairos/consents", { email, ...given }).then(
        () => true,
        () => false
      ),
    why: async (decisionId) =>
      (await call(`/store/kairos/decisions/${encodeURIComponent(decisionId)}/why`)) as WhyAnswer,
    preferences: { get: () => preferences(), set: (patch) => preferences(patch) },
    coupons: {
      list: async () =>
        ((await call("/store/kairos/coupons")) as { coupons: StoreCouponResponse[] }).coupons,
      check: async (code, cartId) =>
        (await call("/store/kairos/coupons/check", { code, cart_id: cartId })) as CouponCheck,
    },
    visitorId: () => visitorId(options.permission?.() ?? NO_PERMISSION, options.storage),
    forgetVisitor: () => forgetVisitor(options.storage),
  }
}
