import type {
  ActionDefinition,
  Catalog,
  ChannelDefinition,
  FactDefinition,
  TriggerDefinition,
} from "../core/catalog/definitions"
import type { Named, Question } from "../core/preferences/question"
import { issueCoupon } from "./actions/issue-coupon"
import { sendMessage, sendMessageOver } from "./actions/send-message"
import { showContent } from "./actions/show-content"
import { account } from "./channels/account"
import { email } from "./channels/email"
import { onSite } from "./channels/on-site"
import { declaredFact, topicsOf } from "./declared-facts"
import { cartCurrencyCode } from "./facts/cart-currency-code"
import { cartItemCount } from "./facts/cart-item-count"
import { cartItemTotal } from "./facts/cart-item-total"
import { cartMinutesSinceActivity } from "./facts/cart-minutes-since-activity"
import { cartProductIds } from "./facts/cart-product-ids"
import { cartPromoCodes } from "./facts/cart-promo-codes"
import { cartSkus } from "./facts/cart-skus"
import { cartProductCollections } from "./facts/cart-product-collections"
import { cartProductTypes } from "./facts/cart-product-types"
import { cartTotal } from "./facts/cart-total"
import { contactMarketingByEmail } from "./facts/contact-marketing-by-email"
import { contactTopics } from "./facts/contact-topics"
import { customerCountryCode } from "./facts/customer-country-code"
import { customerCreatedAt } from "./facts/customer-created-at"
import { customerEmailDomain } from "./facts/customer-email-domain"
import { customerGroups } from "./facts/customer-groups"
import { customerHasAccount } from "./facts/customer-has-account"
import { customerLocale } from "./facts/customer-locale"
import { customerCompany } from "./facts/customer-company"
import { customerPostalCode } from "./facts/customer-postal-code"
import { customerProvince } from "./facts/customer-province"
import { eventConsentPurpose } from "./facts/event-consent-purpose"
import { eventConsentChannel } from "./facts/event-consent-channel"
import { eventConsentSource } from "./facts/event-consent-source"
import { eventTierFrom } from "./facts/event-tier-from"
import { eventDueAt } from "./facts/event-due-at"
import { eventDueProductId } from "./facts/event-due-product-id"
import { eventIncidentCount } from "./facts/event-incident-count"
import { eventIncidentHours } from "./facts/event-incident-hours"
import { eventIncidentKind } from "./facts/event-incident-kind"
import { eventTierScore } from "./facts/event-tier-score"
import { eventTierTo } from "./facts/event-tier-to"
import { orderCountryCode } from "./facts/order-country-code"
import { orderCurrencyCode } from "./facts/order-currency-code"
import { orderDiscountTotal } from "./facts/order-discount-total"
import { orderItemCount } from "./facts/order-item-count"
import { orderItemTotal } from "./facts/order-item-total"
import { orderProductIds } from "./facts/order-product-ids"
import { orderPromoCodes } from "./facts/order-promo-codes"
import { orderSalesChannelId } from "./facts/order-sales-channel-id"
import { orderSkus } from "./facts/order-skus"
import { orderProductCollections } from "./facts/order-product-collections"
import { orderProductTypes } from "./facts/order-product-types"
import { orderTotal } from "./facts/order-total"
import { profileAverageOrderValue } from "./facts/profile-average-order-value"
import { profileDaysSinceLastOrder } from "./facts/profile-days-since-last-order"
import { profileFirstOrderAt } from "./facts/profile-first-order-at"
import { profileItemCount } from "./facts/profile-item-count"
import { profileLastOrderAt } from "./facts/profile-last-order-at"
import { profileOrderCount } from "./facts/profile-order-count"
import { profilePAlive } from "./facts/profile-p-alive"
import { profileChurnRisk } from "./facts/profile-churn-risk"
import { profileExpectedOrders90d } from "./facts/profile-expected-orders-90d"
import { profileExpectedValue1y } from "./facts/profile-expected-value-1y"
import { profileMargin } from "./facts/profile-margin"
import { profileNextOrderDue } from "./facts/profile-next-order-due"
import { profileBuyerClass } from "./facts/profile-buyer-class"
import { profileDiscountReliance } from "./facts/profile-discount-reliance"
import { profileReplacementDueProductIds } from "./facts/profile-replacement-due-product-ids"
import { profileReferralCount } from "./facts/profile-referral-count"
import { profileReturnedShare } from "./facts/profile-returned-share"
import { profileScore } from "./facts/profile-score"
import { profileServiceCost } from "./facts/profile-service-cost"
import { profileTier } from "./facts/profile-tier"
import { profileTotalSpent } from "./facts/profile-total-spent"
import { behaviourLastSeenAt } from "./facts/behaviour-last-seen-at"
import { behaviourProductIdsViewed7d } from "./facts/behaviour-product-ids-viewed-7d"
import { behaviourProductsViewed7d } from "./facts/behaviour-products-viewed-7d"
import { sessionEntryPath } from "./facts/session-entry-path"
import { sessionEntrySource } from "./facts/session-entry-source"
import { sessionPageCount } from "./facts/session-page-count"
import { sessionProductIdsViewed } from "./facts/session-product-ids-viewed"
import { sessionSecondsOnPage } from "./facts/session-seconds-on-page"
import { sessionSecondsOnSite } from "./facts/session-seconds-on-site"
import { sessionStimulatingProductIds } from "./facts/session-stimulating-product-ids"
import { sessionPath } from "./facts/session-path"
import { sessionReferrer } from "./facts/session-referrer"
import { sessionUtmCampaign } from "./facts/session-utm-campaign"
import { sessionUtmMedium } from "./facts/session-utm-medium"
import { sessionUtmSource } from "./facts/session-utm-source"
import { subscriptionAmount } from "./facts/subscription-amount"
import { subscriptionAttempts } from "./facts/subscription-attempts"
import { subscriptionUsesLeft } from "./facts/subscription-uses-left"
import { subscriptionCardBrand } from "./facts/subscription-card-brand"
import { subscriptionCardDaysLeft } from "./facts/subscription-card-days-left"
import { subscriptionAutomatic } from "./facts/subscription-automatic"
import { subscriptionDaysLeft } from "./facts/subscription-days-left"
import { subscriptionPlan } from "./facts/subscription-plan"
import { subscriptionProductId } from "./facts/subscription-product-id"
import { subscriptionChange } from "./facts/subscription-change"
import { subscriptionReason } from "./facts/subscription-reason"
import { subscriptionRenewsAt } from "./facts/subscription-renews-at"
import { browseAbandoned } from "./triggers/browse-abandoned"
import { cartAbandoned } from "./triggers/cart-abandoned"
import { cartRecovered } from "./triggers/cart-recovered"
import { customerInactive } from "./triggers/customer-inactive"
import { customerOrderCountReached } from "./triggers/customer-order-count-reached"
import { customerRegistered } from "./triggers/customer-registered"
import { customerSpendReached } from "./triggers/customer-spend-reached"
import { orderPlaced } from "./triggers/order-placed"
import { placementRequested } from "./triggers/placement-requested"
import { subscriptionTriggers } from "./subscription-triggers"
import { seasonDay } from "./triggers/season-day"
import { productDue } from "./triggers/product-due"
import { serviceIncident } from "./triggers/service-incident"
import { serviceUnanswered } from "./triggers/service-unanswered"
import { tierAtRisk } from "./triggers/tier-at-risk"
import { tierDown } from "./triggers/tier-down"
import { consentGiven } from "./triggers/consent-given"
import { consentWithdrawn } from "./triggers/consent-withdrawn"
import { tierUp } from "./triggers/tier-up"

// Lists instead of a file glob: bundlers and people see what there is. A new file needs a line here; a test says which.
export const TRIGGERS: readonly TriggerDefinition[] = [
  orderPlaced,
  customerRegistered,
  cartAbandoned,
  cartRecovered,
  browseAbandoned,
  customerInactive,
  customerOrderCountReached,
  customerSpendReached,
  seasonDay,
  tierUp,
  tierDown,
  tierAtRisk,
  serviceIncident,
  serviceUnanswered,
  productDue,
  consentGiven,
  consentWithdrawn,
  ...subscriptionTriggers,
  placementRequested,
]

export const FACTS: readonly FactDefinition[] = [
  orderTotal,
  orderItemTotal,
  orderDiscountTotal,
  orderItemCount,
  orderProductIds,
  orderSkus,
  orderProductTypes,
  orderProductCollections,
  orderPromoCodes,
  orderCurrencyCode,
  orderCountryCode,
  orderSalesChannelId,
  customerHasAccount,
  customerCreatedAt,
  customerGroups,
  customerCountryCode,
  customerLocale,
  customerEmailDomain,
  customerCompany,
  customerProvince,
  customerPostalCode,
  profileTier,
  profileScore,
  profilePAlive,
  profileChurnRisk,
  profileExpectedOrders90d,
  profileExpectedValue1y,
  profileNextOrderDue,
  profileBuyerClass,
  profileDiscountReliance,
  profileMargin,
  profileServiceCost,
  profileReturnedShare,
  profileReferralCount,
  profileReplacementDueProductIds,
  eventTierFrom,
  eventTierTo,
  eventTierScore,
  eventIncidentKind,
  eventIncidentCount,
  eventIncidentHours,
  eventDueProductId,
  eventDueAt,
  eventConsentPurpose,
  eventConsentChannel,
  eventConsentSource,
  profileOrderCount,
  profileItemCount,
  profileTotalSpent,
  profileAverageOrderValue,
  profileFirstOrderAt,
  profileLastOrderAt,
  profileDaysSinceLastOrder,
  cartTotal,
  cartItemTotal,
  cartItemCount,
  cartProductIds,
  cartSkus,
  cartProductTypes,
  cartProductCollections,
  cartPromoCodes,
  cartCurrencyCode,
  cartMinutesSinceActivity,
  subscriptionPlan,
  subscriptionProductId,
  subscriptionAutomatic,
  subscriptionAmount,
  subscriptionRenewsAt,
  subscriptionDaysLeft,
  subscriptionReason,
  subscriptionChange,
  subscriptionAttempts,
  subscriptionUsesLeft,
  subscriptionCardDaysLeft,
  subscriptionCardBrand,
  sessionPath,
  sessionReferrer,
  sessionUtmSource,
  sessionUtmMedium,
  sessionUtmCampaign,
  sessionEntrySource,
  sessionEntryPath,
  sessionPageCount,
  sessionSecondsOnPage,
  sessionSecondsOnSite,
  sessionProductIdsViewed,
  sessionStimulatingProductIds,
  behaviourProductsViewed7d,
  behaviourProductIdsViewed7d,
  behaviourLastSeenAt,
  contactMarketingByEmail,
  contactTopics,
]

export const ACTIONS: readonly ActionDefinition[] = [issueCoupon, sendMessage, showContent]

export const CHANNELS: readonly ChannelDefinition[] = [email, onSite, account]

export type CatalogExtensions = {
  readonly triggers: readonly TriggerDefinition[]
  readonly facts: readonly FactDefinition[]
  readonly actions: readonly ActionDefinition[]
  readonly channels: readonly ChannelDefinition[]
  /** The shop's own addresses that may get copies. */
  readonly copies?: readonly string[]
  /** What the shop asks its shoppers. */
  readonly preferences?: {
    readonly topics: readonly Named[]
    readonly questions: readonly Question[]
  }
}

/** The built-in catalog and what the shop adds; a shop's definition may not take a built-in code. */
export function mergeCatalog(own: CatalogExtensions): Catalog {
  return {
    triggers: byCode("trigger", TRIGGERS, own.triggers),
    facts: byCode("fact", factsWith(own.preferences?.topics ?? []), [
      ...(own.preferences?.questions ?? []).map(declaredFact),
      ...own.facts,
    ]),
    actions: byCode("action", actionsWith(own), own.actions),
    channels: byCode("channel", CHANNELS, own.channels),
  }
}

const factsWith = (topics: readonly Named[]): readonly FactDefinition[] =>
  FACTS.map((fact) => (fact === contactTopics ? topicsOf(topics) : fact))

const actionsWith = ({ channels, copies = [] }: CatalogExtensions): readonly ActionDefinition[] =>
  ACTIONS.map((action) => (action === sendMessage ? sendMessageOver(channels, copies) : action))

function byCode<T extends { readonly code: string }>(
  kind: string,
  builtIn: readonly T[],
  own: readonly T[]
): ReadonlyMap<string, T> {
  const map = new Map(builtIn.map((definition) => [definition.code, definition]))
  for (const definition of own) {
    if (map.has(definition.code)) {
      throw new Error(
        `kairos: ${kind} "${definition.code}" exists already; give yours another code`
      )
    }
    map.set(definition.code, definition)
  }
  return map
}
