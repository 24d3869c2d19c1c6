import type { LIMITS } from "../../src/workflows/support/limits"

/** Who may call a route at all. */
export type Callers =
  /** Every storefront of the shop: the publishable key, no session. */
  | "storefront"
  /** Whoever is logged in, for what is their own. */
  | "customer"
  /** Whoever holds a link of a mail. */
  | "link"
  /** A browser that leaves: the key stands in the body. */
  | "beacon"
  /** The e-mail vendor: what it says is signed. */
  | "vendor"
  | "admin"

export type RouteRow = {
  readonly callers: Callers
  /** For links: the purpose that its token must have. */
  readonly purpose?: string
  /** What it is counted by (src/workflows/support/limits.ts), or why it is not. */
  readonly limits: readonly (keyof typeof LIMITS)[] | string
}

const READS = "reads what is everybody's, or one's own, and keeps nothing"
const BY_SESSION = "only for admins, whom the shop knows"

const admin: RouteRow = { callers: "admin", limits: BY_SESSION }
const link = (purpose: string): RouteRow => ({
  callers: "link",
  purpose,
  limits: ["bad_links_of_address", "uses_of_link"],
})
const ownSubscription: RouteRow = { callers: "customer", limits: ["preferences_of_customer"] }
const events = ["events_of_address", "events_of_visitor"] as const

/** One row for every route of ours; a route without one fails the suite of access. */
export const ROUTE_ROWS: Readonly<Record<string, RouteRow>> = {
  "POST /store/kairos/carts/recover": {
    callers: "storefront",
    limits: ["recoveries_of_address", "recoveries_of_link"],
  },
  "POST /store/kairos/consents": {
    callers: "storefront",
    limits: ["consents_of_address", "consents_of_all", "confirmations_of_person"],
  },
  "GET /store/kairos/content": { callers: "storefront", limits: READS },
  "GET /store/kairos/coupons": { callers: "customer", limits: READS },
  "POST /store/kairos/coupons/check": {
    callers: "storefront",
    limits: ["wrong_codes_of_basket", "wrong_codes_of_address"],
  },
  // Its sealed id says whose it is: a stranger's answer is 404 as for one that does not exist.
  "GET /store/kairos/decisions/{id}/why": { callers: "storefront", limits: READS },
  "POST /store/kairos/decisions/{id}/review": {
    callers: "customer",
    limits: ["preferences_of_customer"],
  },
  "POST /store/kairos/events": { callers: "storefront", limits: events },
  "POST /store/kairos/outcomes": {
    callers: "storefront",
    limits: "takes sealed ids of ours alone, each once",
  },
  "GET /store/kairos/recommendations": { callers: "storefront", limits: READS },
  "GET /store/kairos/preferences": { callers: "customer", limits: READS },
  "POST /store/kairos/preferences": { callers: "customer", limits: ["preferences_of_customer"] },
  "POST /store/kairos/preferences/preview": { callers: "customer", limits: READS },
  "POST /store/kairos/privacy/erase": { callers: "customer", limits: ["preferences_of_customer"] },
  "GET /store/kairos/privacy/export": { callers: "customer", limits: READS },
  "POST /store/kairos/privacy/object": { callers: "customer", limits: ["preferences_of_customer"] },
  "GET /store/kairos/plans": { callers: "storefront", limits: READS },
  "GET /store/kairos/subscriptions": { callers: "customer", limits: READS },
  "POST /store/kairos/subscriptions/{id}/address": ownSubscription,
  "POST /store/kairos/subscriptions/{id}/auto-renew": ownSubscription,
  "POST /store/kairos/subscriptions/{id}/cancel": {
    callers: "customer",
    limits: "one's own alone, and nothing may stand in the way of the way out",
  },
  "POST /store/kairos/subscriptions/{id}/pause": ownSubscription,
  "POST /store/kairos/subscriptions/{id}/postpone": ownSubscription,
  "POST /store/kairos/subscriptions/{id}/renew": ownSubscription,
  "POST /store/kairos/subscriptions/{id}/resume": ownSubscription,
  "POST /store/kairos/subscriptions/{id}/skip": ownSubscription,
  "GET /store/kairos/subscriptions/{id}/switch": ownSubscription,
  "POST /store/kairos/subscriptions/{id}/switch": ownSubscription,
  "POST /store/kairos/subscriptions/{id}/withdraw": {
    callers: "customer",
    limits: "one's own alone, and nothing may stand in the way of the way out",
  },
  "POST /store/kairos/visitors/forget": { callers: "storefront", limits: ["events_of_address"] },

  "GET /kairos/confirm": link("confirm"),
  "POST /kairos/confirm": link("confirm"),
  "GET /kairos/preferences": link("preferences"),
  "POST /kairos/preferences": {
    ...link("preferences"),
    limits: ["bad_links_of_address", "uses_of_link", "new_links_of_person"],
  },
  "GET /kairos/subscriptions/address": link("subscriptions.address"),
  "POST /kairos/subscriptions/address": link("subscriptions.address"),
  "GET /kairos/subscriptions/agree": link("subscriptions.agree"),
  "POST /kairos/subscriptions/agree": link("subscriptions.agree"),
  "GET /kairos/subscriptions/cancel": {
    ...link("subscriptions.cancel"),
    limits: ["bad_links_of_address"],
  },
  "POST /kairos/subscriptions/cancel": {
    ...link("subscriptions.cancel"),
    limits: ["bad_links_of_address"],
  },
  "GET /kairos/subscriptions/card": link("subscriptions.card"),
  "POST /kairos/subscriptions/card": link("subscriptions.card"),
  "GET /kairos/not-yet": link("not_yet"),
  "POST /kairos/not-yet": link("not_yet"),
  "GET /kairos/subscriptions/pause": link("subscriptions.pause"),
  "POST /kairos/subscriptions/pause": link("subscriptions.pause"),
  "GET /kairos/subscriptions/postpone": link("subscriptions.postpone"),
  "POST /kairos/subscriptions/postpone": link("subscriptions.postpone"),
  "GET /kairos/subscriptions/renew": link("subscriptions.renew"),
  "POST /kairos/subscriptions/renew": link("subscriptions.renew"),
  "GET /kairos/subscriptions/resume": link("subscriptions.resume"),
  "POST /kairos/subscriptions/resume": link("subscriptions.resume"),
  "GET /kairos/subscriptions/skip": link("subscriptions.skip"),
  "POST /kairos/subscriptions/skip": link("subscriptions.skip"),
  "GET /kairos/subscriptions/stop": {
    ...link("subscriptions.stop"),
    limits: ["bad_links_of_address"],
  },
  "POST /kairos/subscriptions/stop": {
    ...link("subscriptions.stop"),
    limits: ["bad_links_of_address"],
  },
  "GET /kairos/subscriptions/switch": link("subscriptions.switch"),
  "POST /kairos/subscriptions/switch": link("subscriptions.switch"),
  "GET /kairos/subscriptions/withdraw": {
    ...link("subscriptions.withdraw"),
    limits: ["bad_links_of_address"],
  },
  "POST /kairos/subscriptions/withdraw": {
    ...link("subscriptions.withdraw"),
    limits: ["bad_links_of_address"],
  },
  "GET /kairos/unsubscribe": link("unsubscribe"),
  "POST /kairos/unsubscribe": { ...link("unsubscribe"), limits: ["bad_links_of_address"] },
  "POST /kairos/events": { callers: "beacon", limits: events },
  "POST /kairos/webhooks/sendgrid": {
    callers: "vendor",
    limits: "takes what is signed alone, looks at the signature first, and keeps each report once",
  },

  "GET /admin/kairos/audit": admin,
  "GET /admin/kairos/automations": admin,
  "POST /admin/kairos/automations": admin,
  "GET /admin/kairos/automations/{id}": admin,
  "POST /admin/kairos/automations/{id}": admin,
  "POST /admin/kairos/automations/{id}/activate": admin,
  "POST /admin/kairos/automations/{id}/archive": admin,
  "POST /admin/kairos/automations/{id}/pause": admin,
  "POST /admin/kairos/automations/{id}/preview": admin,
  "GET /admin/kairos/automations/{id}/versions": admin,
  "POST /admin/kairos/automations/{id}/versions/{version}/restore": admin,
  "POST /admin/kairos/automations/{id}/why": admin,
  "GET /admin/kairos/catalog": admin,
  "POST /admin/kairos/channels/{code}/resume": admin,
  "GET /admin/kairos/consents": admin,
  "POST /admin/kairos/consents": admin,
  "GET /admin/kairos/coupon-attempts": admin,
  "GET /admin/kairos/dead-letters": admin,
  "POST /admin/kairos/dead-letters/replay": admin,
  "POST /admin/kairos/dead-letters/{id}/replay": admin,
  "GET /admin/kairos/conversions": admin,
  "GET /admin/kairos/decisions": admin,
  "GET /admin/kairos/decisions/export": admin,
  "GET /admin/kairos/decisions/{id}": admin,
  "GET /admin/kairos/carts": admin,
  "GET /admin/kairos/carts/weeks": admin,
  "GET /admin/kairos/deliveries": admin,
  "GET /admin/kairos/deliveries/export": admin,
  "GET /admin/kairos/deliveries/{id}": admin,
  "POST /admin/kairos/deliveries/{id}/cancel": admin,
  "POST /admin/kairos/deliveries/{id}/retry": admin,
  "POST /admin/kairos/events": admin,
  "GET /admin/kairos/health": admin,
  "GET /admin/kairos/incidents": admin,
  "POST /admin/kairos/incidents/{id}/answered": admin,
  "GET /admin/kairos/measurement/automations/{id}": admin,
  "GET /admin/kairos/measurement/overview": admin,
  "GET /admin/kairos/permissions": admin,
  "GET /admin/kairos/placements": admin,
  "POST /admin/kairos/placements": admin,
  "GET /admin/kairos/placements/{code}": admin,
  "POST /admin/kairos/placements/{code}": admin,
  "DELETE /admin/kairos/placements/{code}": admin,
  "GET /admin/kairos/plans": admin,
  "POST /admin/kairos/plans": admin,
  "GET /admin/kairos/plans/{id}": admin,
  "POST /admin/kairos/plans/{id}": admin,
  "POST /admin/kairos/presets/{code}/templates": admin,
  "GET /admin/kairos/profiles/export": admin,
  "GET /admin/kairos/profiles/{customer_id}": admin,
  "POST /admin/kairos/profiles/{customer_id}/buyer-class": admin,
  "POST /admin/kairos/profiles/{customer_id}/erase": admin,
  "POST /admin/kairos/profiles/{customer_id}/correct": admin,
  "POST /admin/kairos/profiles/{customer_id}/object": admin,
  "GET /admin/kairos/profiles/{customer_id}/privacy": admin,
  "GET /admin/kairos/privacy/register": admin,
  "GET /admin/kairos/reviews": admin,
  "POST /admin/kairos/reviews/{id}/close": admin,
  "GET /admin/kairos/profiles/{customer_id}/timeline": admin,
  "POST /admin/kairos/restore": admin,
  "GET /admin/kairos/settings": admin,
  "POST /admin/kairos/settings": admin,
  "POST /admin/kairos/consents/import": admin,
  "GET /admin/kairos/exclusions": admin,
  "POST /admin/kairos/exclusions": admin,
  "GET /admin/kairos/subscriptions": admin,
  "GET /admin/kairos/subscriptions/calendar": admin,
  "GET /admin/kairos/subscriptions/figures": admin,
  "GET /admin/kairos/subscriptions/guard": admin,
  "POST /admin/kairos/subscriptions/guard": admin,
  "GET /admin/kairos/subscriptions/{id}": admin,
  "POST /admin/kairos/subscriptions/{id}/auto-renew": admin,
  "POST /admin/kairos/subscriptions/{id}/cancel": admin,
  "POST /admin/kairos/subscriptions/{id}/retry": admin,
  "POST /admin/kairos/subscriptions/{id}/skip": admin,
  "GET /admin/kairos/subscriptions/{id}/switch": admin,
  "POST /admin/kairos/subscriptions/{id}/switch": admin,
  "POST /admin/kairos/subscriptions/{id}/withdraw": admin,
  "GET /admin/kairos/suppressions": admin,
  "POST /admin/kairos/suppressions": admin,
  "DELETE /admin/kairos/suppressions": admin,
  "GET /admin/kairos/tiers": admin,
  "POST /admin/kairos/tiers": admin,
  "GET /admin/kairos/tiers/matrix": admin,
  "GET /admin/kairos/value": admin,
  "GET /admin/kairos/value/customers": admin,
  "GET /admin/kairos/value/due": admin,
  "GET /admin/kairos/value/products": admin,
  "GET /admin/kairos/value/products/{product_id}/buyers": admin,
  "GET /admin/kairos/templates": admin,
  "POST /admin/kairos/templates": admin,
  "POST /admin/kairos/templates/render": admin,
  "GET /admin/kairos/templates/{id}": admin,
  "POST /admin/kairos/templates/{id}": admin,
  "DELETE /admin/kairos/templates/{id}": admin,
  "POST /admin/kairos/templates/{id}/render": admin,
}
