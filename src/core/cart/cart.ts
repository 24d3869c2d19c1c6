export const CART_STATES = ["active", "abandoned", "emptied", "placed", "recovered"] as const
export type CartState = (typeof CART_STATES)[number]

/**
 * A cart as it was found in Medusa's tables. The prints are hashes of what a shopper decides; prices, taxes and metadata
 * are in none of them, because they change without a shopper. Times are ISO 8601, amounts decimal strings.
 */
export type CartSighting = {
  readonly cart_id: string
  readonly customer_id: string | null
  /** Normalised. */
  readonly email: string | null
  readonly currency_code: string
  readonly item_count: number
  readonly item_total: string
  /** Variants and quantities. */
  readonly items_print: string
  /** E-mail and both addresses. */
  readonly contact_print: string
  /** Shipping options and promotion codes that somebody chose: `shipping:so_…`, `code:SPRING`. */
  readonly choices: readonly string[]
  /** The newest time of what the cart consists of that nobody but a shopper creates or removes. */
  readonly begun_at: string
  /** When the lines, the cart's own row and addresses, and the choices were last written, by whomever. */
  readonly items_at: string | null
  readonly contact_at: string
  readonly choices_at: string | null
  readonly deleted_at: string | null
  readonly placed_at: string | null
  readonly order_id: string | null
}

/** What became of one cart. */
export type CartRecord = Pick<
  CartSighting,
  | "cart_id"
  | "customer_id"
  | "email"
  | "currency_code"
  | "item_count"
  | "item_total"
  | "items_print"
  | "contact_print"
  | "choices"
  | "placed_at"
  | "order_id"
> & {
  readonly state: CartState
  /** Whether its being left may cause something: not for what lay in the shop before Kairos was there. */
  readonly armed: boolean
  /** The cart that a recovery link was about, when this one was made from it. */
  readonly origin_cart_id: string | null
  readonly last_activity_at: string
  /** The last time that it had been left alone for long enough, whatever came afterwards. */
  readonly abandoned_at: string | null
  readonly emptied_at: string | null
  readonly recovered_at: string | null
}
