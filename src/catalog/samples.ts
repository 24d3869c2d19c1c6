import type { Subject } from "../core/catalog/definitions"
import type {
  CartSnapshot,
  CustomerSnapshot,
  LineSnapshot,
  OrderSnapshot,
  SubscriptionSnapshot,
} from "../core/event/event"

/** One invented customer and what belongs to them: for previews, documentation and tests of the catalog. */
const line: LineSnapshot = {
  product_id: "prod_01SAMPLETEAPOT",
  variant_id: "variant_01SAMPLETEAPOT",
  sku: "TEAPOT-BLUE",
  handle: "blue-teapot",
  title: "Blue teapot",
  thumbnail: null,
  quantity: 2,
  unit_price: "18.50",
}

export const sampleOrder: OrderSnapshot = {
  id: "order_01SAMPLE",
  display_id: 1042,
  currency_code: "eur",
  total: "44.77",
  item_total: "37.00",
  discount_total: "0",
  shipping_total: "4.90",
  tax_total: "2.87",
  created_at: "2026-03-02T10:15:00.000Z",
  sales_channel_id: "sc_01SAMPLE",
  region_id: "reg_01SAMPLE",
  country_code: "es",
  locale: "es",
  promo_codes: ["SPRING"],
  items: [line],
}

export const sampleCart: CartSnapshot = {
  id: "cart_01SAMPLE",
  currency_code: "eur",
  total: "44.77",
  item_total: "37.00",
  items: [line],
  promo_codes: [],
  country_code: "es",
  last_activity_at: "2026-03-02T09:15:00.000Z",
}

export const sampleCustomer: CustomerSnapshot = {
  id: "cus_01SAMPLE",
  email: "ana@shop.example",
  first_name: "Ana",
  last_name: "García",
  phone: null,
  has_account: true,
  created_at: "2025-11-20T09:00:00.000Z",
  groups: ["newsletter"],
  country_code: "es",
  locale: "es",
}

export const sampleSubscription: SubscriptionSnapshot = {
  id: "ksub_01SAMPLE",
  plan: "Coffee every month",
  product: "Blue teapot",
  product_id: "prod_01SAMPLETEAPOT",
  quantity: 1,
  automatic: true,
  trial: false,
  period_index: 1,
  renews_at: "2026-03-20T09:00:00.000Z",
  ends_at: "2026-03-20T09:00:00.000Z",
  amount: "24.90",
  currency_code: "eur",
  reason: "price_changed",
  attempts: 0,
  change: null,
}

export const sampleSubject: Subject = {
  now: "2026-03-02T10:15:03.000Z",
  event: {
    id: "order.placed:order_01SAMPLE:1",
    name: "order.placed",
    entity_id: "order_01SAMPLE",
    customer_id: "cus_01SAMPLE",
    email: "ana@shop.example",
    occurred_at: "2026-03-02T10:15:00.000Z",
    source: "bus",
    snapshot: { order: sampleOrder, customer: sampleCustomer },
  },
  order: sampleOrder,
  cart: sampleCart,
  customer: sampleCustomer,
  subscription: sampleSubscription,
  profile: {
    customer_id: "cus_01SAMPLE",
    order_count: 3,
    first_order_at: "2025-11-20T09:05:00.000Z",
    last_order_at: "2026-03-02T10:15:00.000Z",
    spent: { eur: "131.27" },
    item_count: 7,
    currency_code: "eur",
    tier: "B",
    tier_breakdown: {
      tier: "B",
      score: 3,
      components: [
        { name: "recency", value: 0, points: 5, weight: 1, contribution: 5 / 3 },
        { name: "frequency", value: 3, points: 3, weight: 1, contribution: 1 },
        { name: "monetary", value: 131.27, points: 1, weight: 1, contribution: 1 / 3 },
      ],
      distance: null,
      computed_at: "2026-03-02T10:15:01.000Z",
    },
    tier_since: "2026-01-15T03:00:00.000Z",
    profiling_objected: false,
    prediction: {
      alive: 0.84,
      risk: "low",
      purchases_90: 1.3,
      value_365: 140,
      currency_code: "eur",
      next_order_on: "2026-03-14",
      buyer_class: "pragmatist",
      discount_reliance: 0.4,
      due: [
        { product_key: "prod_01SAMPLETEAPOT", on: "2026-03-10" },
        { product_key: "prod_01SAMPLEKETTLE", on: "2026-06-10" },
      ],
    },
  },
  contact: {
    consents: {
      "marketing:email": {
        granted: true,
        since: "2025-11-20T09:00:00.000Z",
        source: "registration",
        record_id: "kcons_01SAMPLE",
      },
    },
    suppressed: {},
    profiling_objected: false,
    paused_until: null,
    locale: "es",
    time_zone: "Europe/Madrid",
    topics: ["tea"],
  },
  session: {
    path: "/",
    referrer: "https://search.example/",
    utm: { source: "newsletter", medium: "email", campaign: "spring" },
    locale: "es",
    time_zone: "Europe/Madrid",
    entry_source: "newsletter",
    entry_path: "/products",
    page_count: 3,
    seconds_on_page: 12,
    seconds_on_site: 95,
    product_ids_viewed: ["prod_01SAMPLETEAPOT"],
  },
  behaviour: {
    last_seen_at: "2026-03-01T18:30:00.000Z",
    product_ids_viewed_7d: ["prod_01SAMPLETEAPOT"],
  },
}
