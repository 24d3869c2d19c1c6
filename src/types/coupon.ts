import type { Localized } from "../core/catalog/definitions"
import type { CouponKind, CouponStatus } from "../core/coupon/coupon"

export type CouponResponse = {
  id: string
  code: string
  kind: CouponKind
  value: string | null
  currency_code: string | null
  minimum: string | null
  expires_at: string
  status: CouponStatus
  status_reason: string | null
  stranger_attempts: number
}

/** GET /store/kairos/coupons → { coupons } */
export type StoreCouponResponse = {
  code: string
  kind: CouponKind
  value: string | null
  currency_code: string | null
  minimum: string | null
  expires_at: string
  status: CouponStatus
  /** What ended an expired coupon before `expires_at`; null where its day came. */
  ended_by: "next_order_passed" | null
  /** Whether who gets it follows from what is known of the person; `disclosure` says so, to be shown beside the price. */
  personalized_price: boolean
  disclosure: string | null
}

/** GET /admin/kairos/coupon-attempts → a page of the codes that others than their owners tried */
export type TriedCodeResponse = {
  coupon_id: string
  customer_id: string
  /** The last four characters: the code itself is its owner's. */
  code_ending: string
  attempts: number
  /** On how many carts. */
  baskets: number
  first_at: string
  last_at: string
  /** Null while the attempts are too few for a leak. */
  revoked_at: string | null
  text: Localized
  address_blocks_count: number
  /** The five with the most attempts. */
  address_blocks: { block: string; attempts: number }[]
  channels: { sales_channel_id: string | null; attempts: number }[]
  /** The last 24 hours in which it was tried at all. */
  by_hour: { at: string; attempts: number }[]
}
