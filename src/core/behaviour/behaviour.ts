/** What a visitor did in the storefront, as it is kept: checked, and without what nobody needs. */
export type BehaviourEvent = {
  /** Chosen by the sender; the same occurrence always has the same id. */
  readonly id: string
  readonly name: string
  /** ISO 8601 in UTC. */
  readonly occurred_at: string
  /** Without query and fragment: they may hold tokens and addresses. */
  readonly path: string | null
  readonly product_id: string | null
  /** The product that led to this one. */
  readonly from_product_id: string | null
  readonly seconds: number | null
  readonly properties: Readonly<Record<string, unknown>>
}

/** What a storefront may report without asking; a shop adds its own by the option `behaviour.events`. */
export const BEHAVIOUR_NAMES = [
  "page_viewed",
  "page_left",
  "product_viewed",
  "category_viewed",
  "searched",
  "cart_viewed",
  "placement_clicked",
  "logged_in",
] as const

/** C-18. */
export const BEHAVIOUR_LIMITS = {
  events: 100,
  event_bytes: 32 * 1024,
  /** `properties` itself is the first level. */
  depth: 20,
  past_days: 7,
  future_minutes: 5,
} as const

/** For so long after it came in, an event is recognised when it comes again: longer than it may be reported late. */
export const BEHAVIOUR_KEY_DAYS = BEHAVIOUR_LIMITS.past_days + 1
