import type {
  OwnPrivacyResponse,
  OwnSubscriptionResponse,
  OwnReviewResponse,
  PreferencesPreviewResponse,
  PreferencesResponse,
  ReceiptResponse,
  StoreCouponResponse,
  StorePlanResponse,
  SwitchChoicesResponse,
  SubscriptionReceipt,
} from "../types"
import type { KeyValueStorage } from "./browser"
import { type ContentAnswer, type ContentContext, contentReader } from "./content"
import { cartRecoverer, type RecoveredCart } from "./recover-cart"
import { request, type Transport } from "./transport"
import { createTracker, type Tracker } from "./tracker"
import { NO_PERMISSION, type Permission, signalled, visitorId } from "./visitor"

export { KairosError } from "./transport"
export { parseMarkdown, type MarkdownParagraph, type MarkdownSpan } from "./markdown"
export { safeHref, safeImage } from "./safe-url"
export type { KeyValueStorage } from "./browser"
export type { Properties, Tracker } from "./tracker"
export { NO_PERMISSION, type Permission } from "./visitor"
export type { RecoveredCart } from "./recover-cart"
export type { RenderedContent } from "../types"
export type { ContentAnswer, ContentContext, EmbeddedContent } from "./content"
export { loadPlacements, type PageVisitor } from "./load-placements"

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

export type OutcomeKind = "shown" | "clicked" | "dismissed"

export type ConsentGiven = {
  readonly purpose: string
  readonly channel: string
  /** Where it was asked: `registration`, `checkout`, … */
  readonly source: string
  /** Which wording was agreed to. Keep old wordings: this is what the evidence refers to. */
  readonly text_version: string
  /** The language in which it was asked: `es`, `pt-BR`. Without it, that of the browser. */
  readonly locale?: string
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
  /** To the shop's questions, by their keys; null takes one back. */
  readonly answers?: Readonly<Record<string, Answer | null>>
  /** What was concluded wrongly: a choice, `none` so that nothing is concluded, or null to conclude again. */
  readonly inferred?: Readonly<Record<string, string | null>>
}

export type Answer = string | number | boolean | readonly string[]

/** All that the shop holds of the shopper, with the last decisions as sentences. */
export type Dossier = OwnPrivacyResponse["privacy"]
export type Review = OwnReviewResponse
export type ErasureReceipt = ReceiptResponse["receipt"]

export type CouponCheck = { valid: boolean; reason: string | null; message: string }

export type Plan = StorePlanResponse
export type Subscription = OwnSubscriptionResponse
/** A plan and a variant, as the choices name them. */
export type SwitchTarget = { readonly plan_id: string; readonly variant_id: string }
export type Switches = SwitchChoicesResponse

/** The subscription as it is then, and what was done; the mail says the same. */
/** By Medusa's names; postcode and province where the address of now has them. */
export type NewAddress = Readonly<
  Record<"first_name" | "last_name" | "address_1" | "city" | "country_code", string>
> &
  Readonly<Partial<Record<"address_2" | "postal_code" | "province", string | null>>>

export type SubscriptionAnswer = {
  readonly subscription: Subscription
  readonly receipt: SubscriptionReceipt
}

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
    /** What the choices would mean, in plain words; saves nothing. */
    preview(patch: PreferencesPatch): Promise<PreferencesPreviewResponse["summary"]>
  }
  readonly privacy: {
    export(): Promise<Dossier>
    /** Objects to profiling, or takes the objection back: content is neutral from then on, and service goes on. */
    object(objected: boolean): Promise<boolean>
    /** Cannot be taken back: ask twice. */
    erase(): Promise<ErasureReceipt>
    /** Asks that a person of the shop looks at a decision; `decisionId` as in content or in the dossier. */
    review(decisionId: string, message?: string): Promise<Review>
  }
  readonly coupons: {
    list(): Promise<readonly StoreCouponResponse[]>
    check(code: string, cartId: string): Promise<CouponCheck>
  }
  /** What a product can be subscribed to, in plain words. */
  plans(productId: string): Promise<readonly Plan[]>
  readonly subscriptions: {
    list(): Promise<readonly Subscription[]>
    cancel(id: string): Promise<SubscriptionAnswer>
    /** Steps back from the contract, where `withdraw_until` says that one may; ask twice, it cannot be taken back. */
    withdraw(id: string): Promise<SubscriptionAnswer>
    /** Takes a cancellation back; automatic renewal needs a new consent. */
    resume(id: string): Promise<SubscriptionAnswer>
    skip(id: string): Promise<SubscriptionAnswer>
    /** To a day that `may_postpone` or `may_pause` allows, such as `2026-05-20`; `resume` ends a pause before its day. */
    postpone(id: string, day: string): Promise<SubscriptionAnswer>
    pause(id: string, day: string): Promise<SubscriptionAnswer>
    /** For the amount that the shopper saw: another one by now is refused. */
    renew(id: string, amount: string): Promise<SubscriptionAnswer>
    /** `textVersion` is the version of the text that was agreed to; null takes the permission back. */
    autoRenew(id: string, textVersion: string | null): Promise<SubscriptionAnswer>
    /** In the country of `ships_to`, which is where it is sent now. */
    changeAddress(id: string, address: NewAddress): Promise<SubscriptionAnswer>
    /** What it may become with its next payment; with one of it, also what that payment would cost then. */
    switches(id: string, of?: SwitchTarget): Promise<Switches>
    /**
     * For the amount that the quote said. `textVersion` is the version of the text beside the box for automatic renewal that named
     * this term and price; null: the box is empty, and where the quote asks for it nothing is charged by itself.
     */
    switchTo(
      id: string,
      quote: SwitchTarget & { readonly amount: string },
      textVersion: string | null
    ): Promise<SubscriptionAnswer>
  }
  /** The cart of a reminder's link; `cartId` is the one that this browser holds already. */
  recoverCart(token: string, cartId?: string | null): Promise<RecoveredCart>
  /** What visitors do, where they allowed it. */
  readonly tracker: Omit<Tracker, "forget">
  /** Call when the visitor answers the banner, or takes the answer back: then what is known of them goes at once. */
  setConsent(permission: Permission): void
  /** The visitor's id, made on first use; null without permission to store one. */
  visitorId(): string | null
  /** Forgets the visitor, here and at the shop. `setConsent` does it when the permission is withdrawn. */
  forgetVisitor(): void
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

/**
 * What goes into the metadata of a cart's line, so that the order begins a subscription.
 * @param textVersion the version of the text beside the box for automatic renewal; null: the box is empty
 */
export const subscribing = (planId: string, textVersion: string | null) => ({
  kairos_plan_id: planId,
  ...(textVersion === null ? {} : { kairos_auto_renew: true, kairos_text_version: textVersion }),
})

export const createKairos = (options: KairosOptions): Kairos => {
  const timeoutMs = options.actionTimeoutMs ?? 8_000
  const call = (path: string, body?: unknown) => request(options, { path, body, timeoutMs })
  let said: Permission | null = null
  const permission = (): Permission =>
    signalled() ? NO_PERMISSION : (options.permission?.() ?? said ?? NO_PERMISSION)
  const { forget, ...tracker } = createTracker(options, permission)
  const privacy = (what: string, body?: unknown) => call(`/store/kairos/privacy/${what}`, body)
  const preferences = async (body?: PreferencesPatch) =>
    ((await call("/store/kairos/preferences", body)) as PreferencesResponse).preferences

  const act = async (id: string, what: string, body: object = {}) =>
    (await call(
      `/store/kairos/subscriptions/${encodeURIComponent(id)}/${what}`,
      body
    )) as SubscriptionAnswer

  return {
    content: contentReader(options, permission),
    outcome: outcomeSender(options),
    consent: (email, given) =>
      call("/store/kairos/consents", { email, ...given }).then(
        () => true,
        () => false
      ),
    why: async (decisionId) =>
      (await call(`/store/kairos/decisions/${encodeURIComponent(decisionId)}/why`)) as WhyAnswer,
    preferences: {
      get: () => preferences(),
      set: (patch) => preferences(patch),
      preview: async (patch) =>
        ((await call("/store/kairos/preferences/preview", patch)) as PreferencesPreviewResponse)
          .summary,
    },
    privacy: {
      export: async () => ((await privacy("export")) as OwnPrivacyResponse).privacy,
      object: async (objected) =>
        ((await privacy("object", { objected })) as { profiling_objected: boolean })
          .profiling_objected,
      erase: async () => ((await privacy("erase", {})) as ReceiptResponse).receipt,
      review: async (decisionId, message = "") =>
        (
          (await call(`/store/kairos/decisions/${encodeURIComponent(decisionId)}/review`, {
            message,
            locale: options.getLocale?.(),
          })) as { review: Review }
        ).review,
    },
    coupons: {
      list: async () =>
        ((await call("/store/kairos/coupons")) as { coupons: StoreCouponResponse[] }).coupons,
      check: async (code, cartId) =>
        (await call("/store/kairos/coupons/check", { code, cart_id: cartId })) as CouponCheck,
    },
    plans: async (product_id) => {
      const path = "/store/kairos/plans"
      const answer = await request(options, { path, query: { product_id }, timeoutMs })
      return (answer as { plans: Plan[] }).plans
    },
    subscriptions: {
      list: async () =>
        ((await call("/store/kairos/subscriptions")) as { subscriptions: Subscription[] })
          .subscriptions,
      cancel: (id) => act(id, "cancel"),
      withdraw: (id) => act(id, "withdraw"),
      resume: (id) => act(id, "resume"),
      skip: (id) => act(id, "skip"),
      postpone: (id, day) => act(id, "postpone", { day }),
      pause: (id, day) => act(id, "pause", { day }),
      renew: (id, amount) => act(id, "renew", { amount }),
      changeAddress: (id, address) => act(id, "address", address),
      switches: async (id, of) => {
        const path = `/store/kairos/subscriptions/${encodeURIComponent(id)}/switch`
        const query = of && { plan_id: of.plan_id, variant_id: of.variant_id }
        const asked = { path, timeoutMs, ...(query === undefined ? {} : { query }) }
        return (await request(options, asked)) as Switches
      },
      switchTo: (id, { plan_id, variant_id, amount }, text_version) =>
        act(id, "switch", {
          ...{ plan_id, variant_id, amount },
          ...(text_version === null ? {} : { text_version }),
        }),
      autoRenew: (id, text_version) =>
        act(
          id,
          "auto-renew",
          text_version === null ? { enabled: false } : { enabled: true, text_version }
        ),
    },
    recoverCart: cartRecoverer(options, timeoutMs),
    tracker,
    setConsent: (next) => {
      said = next
      if (!next.storage || !next.profiling) forget()
    },
    visitorId: () => visitorId(permission(), options.storage),
    forgetVisitor: forget,
  }
}
