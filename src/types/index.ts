/** The HTTP types that the admin and a storefront may import. Times are ISO 8601 with zone, amounts decimal strings. */
export type { Localized } from "../core/catalog/definitions"
export type {
  ConditionGroup,
  ConditionRule,
  ConditionTrace,
  FactType,
} from "../core/condition/condition"
export type { ContentWords, OnSiteContent, RenderedContent } from "../core/content/content"
export type { CouponKind, CouponStatus } from "../core/coupon/coupon"
export type { AutomationDefinition, AutomationStatus } from "../core/decision/automation"
export type { Decision, DecisionTrace, Mode, Reason } from "../core/decision/decision"
export type { DeliveryState } from "../core/decision/delivery"
export type { ErasureReceipt } from "../core/privacy/erasure"
export type { Permission } from "../core/privacy/permissions"
export type { ShippingAddress } from "../core/renewal/shipping-address"
export type { Tier, TierBreakdown, TierPolicy } from "../core/value/tier"
export type * from "./automation"
export type * from "./cart"
export type * from "./content"
export type * from "./coupon"
export type * from "./decision"
export type * from "./delivery"
export type * from "./health"
export type * from "./incident"
export type * from "./measurement"
export type * from "./page"
export type * from "./preferences"
export type * from "./privacy"
export type * from "./profile"
export type * from "./settings"
export type * from "./subscription"
export type * from "./value"
