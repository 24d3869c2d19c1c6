export const COUPON_KINDS = ["percent", "fixed", "free_shipping", "gift"] as const
export type CouponKind = (typeof COUPON_KINDS)[number]

/** The arguments of `issue_coupon`, checked. Amounts are decimal strings in `currency_code`. */
export type CouponTerms = {
  readonly kind: CouponKind
  /** Percent (0 < value <= 100) or a fixed amount; null for free shipping and gifts. */
  readonly value: string | null
  readonly currency_code: string | null
  /** The least item total, before the discount, that the coupon asks for; null for none. */
  readonly minimum: string | null
  readonly gift_variant_id: string | null
  readonly valid_days: number
  readonly next_order_only: boolean
}

/** `open`: not yet presented. `presented`: a Medusa promotion exists. The others are final. */
export const COUPON_STATUSES = ["open", "presented", "redeemed", "expired", "voided"] as const
export type CouponStatus = (typeof COUPON_STATUSES)[number]

export type Coupon = CouponTerms & {
  readonly id: string
  /** The code that Medusa's promotion has or will have. */
  readonly code: string
  /** What its owner is given instead, once strangers knew the code of a promotion that exists already. */
  readonly shown_code: string | null
  readonly customer_id: string
  /** Normalised e-mail: the coupon belongs to the person, whichever of their customer rows holds the cart. */
  readonly email: string
  readonly delivery_id: string
  readonly status: CouponStatus
  readonly status_reason: string | null
  readonly starts_at: string
  readonly expires_at: string
  readonly promotion_id: string | null
  /** The cart on which its owner last presented it, until it is taken off. */
  readonly presented_cart_id: string | null
  readonly redeemed_order_id: string | null
  readonly stranger_attempts: number
  /** Whether who gets it follows from what is known of the person; then they are told so wherever they see it. */
  readonly personalized_price: boolean
}

/** The coupon with the code that its owner is to see. */
export const asShown = <T extends { readonly code: string; readonly shown_code: string | null }>(
  coupon: T
): T => (coupon.shown_code === null ? coupon : { ...coupon, code: coupon.shown_code })
