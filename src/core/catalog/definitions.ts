import type { FactType, FactValue } from "../condition/condition"
import type { ContactState } from "../consent/consent"
import type {
  CartSnapshot,
  CustomerSnapshot,
  MarketingEvent,
  OrderSnapshot,
  SubscriptionSnapshot,
} from "../event/event"
import type { Profile } from "../profile/profile"

/** A text that a person reads, in the three languages of the product. */
export type Localized = { readonly en: string; readonly es: string; readonly pt: string }

/** All that one decision may read, loaded once. A part that could not be loaded is absent, and its facts are unknown. */
export type Subject = {
  readonly now: string
  readonly event: MarketingEvent
  readonly order?: OrderSnapshot
  readonly cart?: CartSnapshot
  readonly customer?: CustomerSnapshot
  readonly subscription?: SubscriptionSnapshot
  readonly profile?: Profile
  readonly contact?: ContactState
  readonly session?: SessionSnapshot
  /** Only with consent to profiling. */
  readonly behaviour?: BehaviourSnapshot
}

export type SessionSnapshot = {
  readonly path: string | null
  readonly referrer: string | null
  readonly utm: Readonly<Record<string, string>>
  readonly locale: string | null
  /** The browser's IANA zone, where it told it. */
  readonly time_zone?: string | null
  /** How the visit began; absent where it is not known. */
  readonly entry_source?: string | null
  readonly entry_path?: string | null
  /** The rest only with the visitor's consent to storage and profiling. */
  readonly page_count?: number
  readonly seconds_on_page?: number
  readonly seconds_on_site?: number
  readonly product_ids_viewed?: readonly string[]
  /** Those that led to another product. */
  readonly stimulating_product_ids?: readonly string[]
}

/** What a person did in the storefront of late: a customer on all devices, a visitor on this one. */
export type BehaviourSnapshot = {
  readonly last_seen_at: string | null
  readonly product_ids_viewed_7d: readonly string[]
}

/** How an argument of a trigger or an action is described: one source for checking, storing and the admin's form. */
export type ArgDefinition = {
  readonly key: string
  readonly type:
    | "number"
    | "text"
    | "boolean"
    | "select"
    | "money"
    | "template"
    | "placement"
    | "product"
    | "content"
  readonly label: Localized
  readonly required: boolean
  readonly default?: unknown
  readonly min?: number
  readonly max?: number
  readonly integer?: boolean
  /** What a number counts. Minutes are shown and typed as minutes, hours or days, and stored as minutes. */
  readonly unit?: "minutes"
  readonly options?: readonly {
    readonly value: string
    readonly label: Localized
    /** The choice inside the trigger's sentence, with other arguments in braces; the label when absent. */
    readonly phrase?: Localized
  }[]
}

/**
 * How it comes to be known: an event of Medusa hints at it; the storefront asks while a page loads, and it is decided
 * there and then; or a job finds it in the database, because nothing in Medusa happens at that moment.
 */
export type TriggerSource =
  | { readonly kind: "event"; readonly name: string }
  | { readonly kind: "request" }
  | { readonly kind: "job" }

/** What a shop's own event says of one occurrence. */
export type Occurrence = {
  /** Names the occurrence for ever: a second event with the same id changes nothing. */
  readonly id: string
  readonly customer_id?: string | null
  readonly email?: string | null
  /** What facts of the part `event` read; only texts, numbers, booleans and null are kept. */
  readonly properties?: Readonly<Record<string, unknown>>
}

export type TriggerDefinition = {
  readonly code: string
  readonly label: Localized
  readonly description: Localized
  /** The beginning of the automation's sentence, with arguments in braces: "When a cart is left for {after_minutes}". */
  readonly sentence?: Localized
  /** Why the shopper got something, as the end of a sentence, `{day}` for the day: "you left a cart on {day}". Else the label is quoted. */
  readonly told?: Localized
  readonly source: TriggerSource
  readonly args: readonly ArgDefinition[]
  /** Checks that need more than one argument, each of which is right by itself; messages name the argument and the fix. */
  readonly check?: (
    args: Readonly<Record<string, unknown>>
  ) => readonly { readonly path: string; readonly message: string }[]
  /** Parts of the subject that this trigger brings; facts of other parts are refused when an automation is saved. */
  readonly provides: readonly (
    "order" | "cart" | "customer" | "profile" | "subscription" | "session" | "behaviour"
  )[]
  /** Whether it happens to whom something was concluded about, from purchases or behaviour: a discount then is a personalised price. */
  readonly profiled?: boolean
  /** How old an event may be to cause something "now". Hours. */
  readonly max_age_hours: number
  /**
   * Reads a shop's own event; null for one that is no occurrence. Without it `id`, `customer_id` and `email` are taken from
   * the event's data, and everything else in it becomes a property.
   */
  readonly occurrence?: (data: Readonly<Record<string, unknown>>) => Occurrence | null
  /** Whether this event enters the trigger with these arguments. */
  readonly matches?: (event: MarketingEvent, args: Readonly<Record<string, unknown>>) => boolean
  /**
   * Since when it has been waited for something to be bought: a purchase by the same person after that makes the occasion
   * pointless, and nothing is sent (`already_bought`). Null or absent where a purchase changes nothing.
   */
  readonly open_since?: (event: MarketingEvent) => string | null
  /** Which of the event's properties the trace keeps. */
  readonly notes?: readonly string[]
  /** What the decision's explanation makes of them; null where they say nothing. */
  readonly note?: (noted: Readonly<Record<string, unknown>>) => Localized | null
  readonly sample: MarketingEvent
}

export type FactDefinition = {
  readonly code: string
  readonly type: FactType
  readonly label: Localized
  readonly description: Localized
  /** The label inside a sentence, with its article: "the order total"; the label in quotes when absent. */
  readonly phrase?: Localized
  readonly unit?: Localized
  /** The part of the subject that it reads. */
  readonly part:
    | "event"
    | "order"
    | "cart"
    | "customer"
    | "profile"
    | "subscription"
    | "contact"
    | "session"
    | "behaviour"
  /** Whether reading it uses the customer's own history: then on-site content that asks for it needs consent. */
  readonly personal: boolean
  readonly options?: readonly { readonly value: string; readonly label: Localized }[]
  /** A text of a known kind: an ISO 3166 code in lower case. Rules that compare it with what is none are refused. */
  readonly kind?: "country"
  readonly read: (subject: Subject) => FactValue
  /** A value as it may be, for documentation, previews and tests. */
  readonly sample?: FactValue
}

/** What an action of a shop's own is given when its delivery is due and every check has passed. */
export type ActionRun = {
  readonly args: Readonly<Record<string, unknown>>
  /** The event as it was, the person as they are now. */
  readonly subject: Subject
  readonly coupons: readonly { readonly code: string; readonly expires_at: string }[]
  readonly delivery_id: string
  readonly attempt: number
  /** The same on every attempt: hand it to whatever must not happen twice. */
  readonly idempotency_key: string
  /** A service of Medusa's container, by its key. */
  readonly resolve: (key: string) => unknown
}

/** `coupon` is born with its step's delivery; `delivery` is one message or one piece of content of its own. */
export type ActionDefinition = {
  readonly code: string
  readonly label: Localized
  readonly description: Localized
  readonly args: readonly ArgDefinition[]
  readonly makes: "coupon" | "delivery"
  /** Checks that need more than one argument; messages name the argument and the fix. */
  readonly check?: (
    args: Readonly<Record<string, unknown>>
  ) => readonly { readonly path: string; readonly message: string }[]
  /** The channel that a delivery of this action uses; consent is asked for it. */
  readonly channelOf?: (args: Readonly<Record<string, unknown>>) => string
  /**
   * Does what an action of a shop's own does. It is called once per attempt, never in shadow mode. Throwing `HTTP 503` or
   * `ECONNREFUSED` in a message asks for another attempt, `HTTP 400` ends it; after anything else nobody knows whether it
   * happened, and it is not tried again. Without it the action sends the template of its argument `template_id`.
   */
  readonly execute?: (run: ActionRun) => Promise<{ readonly external_id?: string | null } | void>
  /** Arguments as they may be, for documentation and tests. */
  readonly sample?: Readonly<Record<string, unknown>>
  /** Read back as part of a sentence. */
  readonly sentence: (args: Readonly<Record<string, unknown>>) => Localized
}

/** A message for a channel that takes plain text. */
export type TextMessage = {
  readonly subject: string
  /** The template's text part. */
  readonly text: string
  readonly language: "en" | "es" | "pt"
  readonly purpose: string
  readonly shop_name: string | null
  readonly links: { readonly unsubscribe: string; readonly preferences: string }
}

export type ChannelDefinition = {
  readonly code: string
  readonly label: Localized
  /** The channel of the consent that it needs; null for channels that only show (on site). */
  readonly consent_channel: string
  readonly obeys_quiet_hours: boolean
  readonly address_of: (subject: Subject) => string | null
  /**
   * The text that leaves on a shop's own channel. Without it: the template's text and, on marketing, a line with the link
   * that unsubscribes.
   */
  readonly write?: (message: TextMessage) => string
}

export type Catalog = {
  readonly triggers: ReadonlyMap<string, TriggerDefinition>
  readonly facts: ReadonlyMap<string, FactDefinition>
  readonly actions: ReadonlyMap<string, ActionDefinition>
  readonly channels: ReadonlyMap<string, ChannelDefinition>
}
