/**
 * A marketing event: a fact that happened in the shop, deduplicated by its id.
 * Amounts are decimal strings, times ISO 8601 in UTC, ids Medusa's.
 */
export type MarketingEvent = {
  /** The inbox key (`order.placed:order_01…:1`): the same occurrence always has the same id. */
  readonly id: string
  /** The trigger's code, `order.placed`. */
  readonly name: string
  readonly entity_id: string
  readonly customer_id: string | null
  readonly email: string | null
  readonly occurred_at: string
  readonly source: EventSource
  readonly snapshot: EventSnapshot
}

export type EventSource = "bus" | "sweep" | "job" | "api" | "import" | "storefront"

/** An event as it is reported, before anybody read what it was about. */
export type NewEvent = {
  /** Deterministic: the same occurrence always has the same id, whoever reports it. */
  readonly id: string
  readonly name: string
  readonly entity_id: string
  readonly customer_id?: string | null
  readonly email?: string | null
  readonly source: EventSource
  readonly properties?: Readonly<Record<string, unknown>> | null
  readonly occurred_at: Date
}

/** What the event was about, as it was when it was first read: carts and orders change afterwards. */
export type EventSnapshot = {
  readonly order?: OrderSnapshot
  readonly cart?: CartSnapshot
  readonly customer?: CustomerSnapshot
  /** What the customer looked at, as it was called then. */
  readonly products?: readonly ProductSnapshot[]
  /** The subscription as it was when the event was written: what a notice tells is what counts. */
  readonly subscription?: SubscriptionSnapshot
  readonly properties?: Readonly<Record<string, string | number | boolean | null>>
}

export type SubscriptionSnapshot = {
  readonly id: string
  readonly plan: string
  /** The product's title when it was subscribed to. */
  readonly product: string
  readonly product_id: string
  readonly quantity: number
  /** Whether it is charged without being asked again. */
  readonly automatic: boolean
  readonly trial: boolean
  /** Whether its plan lets a period be left out. Missing in events of before it was told. */
  readonly may_skip?: boolean
  /** Whether the next date may be put off, and whether it rests until then. Missing in events of before. */
  readonly may_postpone?: boolean
  readonly may_pause?: boolean
  /** Whether something else of its product is on offer that it may become. Missing where not. */
  readonly may_switch?: boolean
  readonly paused?: boolean
  /** How many uses are left; missing where they are not counted. */
  readonly uses_left?: number
  /** Whether it is told because few are left: no charge follows from it. */
  readonly few_left?: boolean
  /** Within how many days one may withdraw from what was just concluded; null where one may not, or nothing was. */
  readonly withdrawal_days?: number | null
  /** Whether a card on file pays for it, which can be replaced. */
  readonly by_card?: boolean
  /** Whether automatic renewal is offered, and nobody agreed to it. */
  readonly may_agree?: boolean
  /** The card that expires; only in events about that. */
  readonly card?: ExpiringCard
  /** In which it was bought. */
  readonly locale?: string | null
  readonly period_index: number
  /** When the next period begins; for one that is over, when it ended. */
  readonly renews_at: string
  readonly ends_at: string
  /** Decimal string, tax and shipping included; null while nobody asked. */
  readonly amount: string | null
  readonly currency_code: string
  readonly reason: string | null
  readonly attempts: number
  /** What the customer just did; null where the event is about something else. */
  readonly change: SubscriptionChange | null
  /** From what to what its holder switched it; only in the event about that. */
  readonly switched?: SubscriptionSwitch
}

type Named = { readonly product: string; readonly plan: string }
export type SubscriptionSwitch = { readonly from: Named; readonly to: Named }

export type ExpiringCard = {
  /** Says which one it is without naming it: another card has another. */
  readonly print: string
  /** `visa •••• 4242`; null where the provider does not tell. */
  readonly name: string | null
  readonly brand: string | null
  /** The last month in which it pays, `2027-05`. */
  readonly expires: string
  /** Whole days, when it was told. */
  readonly days_left: number
}

export type SubscriptionChange =
  | "skipped"
  | "auto_renew_on"
  | "auto_renew_off"
  | "card_changed"
  | "address_changed"
  | "kept"
  | "resumed"
  | "postponed"
  | "paused"
  | "went_on"
  | "switched"

export type ProductSnapshot = {
  readonly id: string
  readonly handle: string
  readonly title: string
  readonly thumbnail: string | null
}

export type LineSnapshot = {
  readonly product_id: string | null
  readonly variant_id: string | null
  readonly sku: string | null
  readonly handle: string | null
  readonly title: string
  readonly thumbnail: string | null
  readonly quantity: number
  /** Decimal string in the order's currency. */
  readonly unit_price: string
  /** The values of Medusa's product type and collection; missing in events of before they were read. */
  readonly product_type?: string | null
  readonly product_collection?: string | null
  /** What the line adds to the cart's total, with its tax and discounts; absent where nobody asked. */
  readonly total?: string
}

export type OrderSnapshot = {
  readonly id: string
  readonly display_id: number | null
  readonly currency_code: string
  /** Medusa's `order.total`: tax and shipping included. */
  readonly total: string
  readonly item_total: string
  readonly discount_total: string
  readonly shipping_total: string
  readonly tax_total: string
  readonly created_at: string
  readonly sales_channel_id: string | null
  readonly region_id: string | null
  readonly country_code: string | null
  readonly locale: string | null
  readonly promo_codes: readonly string[]
  readonly items: readonly LineSnapshot[]
}

export type CartSnapshot = {
  readonly id: string
  readonly currency_code: string
  readonly total: string
  readonly item_total: string
  readonly items: readonly LineSnapshot[]
  readonly promo_codes: readonly string[]
  readonly country_code: string | null
  /** When a shopper last changed it; absent where nobody watched. */
  readonly last_activity_at?: string | null
}

export type CustomerSnapshot = {
  readonly id: string
  readonly email: string | null
  readonly first_name: string | null
  readonly last_name: string | null
  readonly phone: string | null
  readonly has_account: boolean
  readonly created_at: string
  readonly groups: readonly string[]
  /** ISO 3166-1 alpha-2, lower case, of the default or else the newest address. */
  readonly country_code: string | null
  /** The company of the account, and where the same address lies. Missing in events of before they were read. */
  readonly company?: string | null
  readonly province?: string | null
  readonly postal_code?: string | null
  readonly locale: string | null
  /** The language of their newest order, for moments that are about no order. Missing in events of before it was read. */
  readonly ordered_in?: string | null
}
