import type { Subject } from "../catalog/definitions"
import type { Language } from "../text/localized"
import {
  templateContext,
  type ContextExtras,
  type CouponInTemplate,
  type TemplateContext,
} from "./template-context"

/** A coupon as it could be, for previews: nothing is issued. */
export const SAMPLE_COUPON: CouponInTemplate = {
  code: "SAMPLE-1234",
  kind: "percent",
  value: "10",
  currency_code: null,
  minimum: null,
  valid_days: 7,
  expires_at: "2026-01-12T09:00:00.000Z",
}

const ITEM = {
  product_id: "prod_sample",
  variant_id: "variant_sample",
  sku: "TEA-1",
  handle: "green-tea",
  title: "Green tea",
  thumbnail: "https://shop.example/tea.png",
  quantity: 2,
  unit_price: "12.50",
}

/** A person and an order as they could be, for previews without a customer. */
export function sampleSubject(now: string): Subject {
  const totals = {
    currency_code: "eur",
    total: "29.90",
    item_total: "25.00",
    country_code: "es",
    items: [ITEM],
    promo_codes: [],
  }
  const order = {
    ...totals,
    id: "order_sample",
    display_id: 1001,
    discount_total: "0",
    shipping_total: "4.90",
    tax_total: "5.19",
    created_at: now,
    sales_channel_id: null,
    region_id: null,
    locale: null,
  }
  const customer = {
    id: "cus_sample",
    email: "ana@shop.example",
    first_name: "Ana",
    last_name: "García",
    phone: null,
    has_account: true,
    created_at: now,
    groups: [],
    country_code: "es",
    locale: null,
  }
  return {
    now,
    event: {
      id: "sample",
      name: "order.placed",
      entity_id: order.id,
      customer_id: customer.id,
      email: customer.email,
      occurred_at: now,
      source: "api",
      snapshot: {},
    },
    order,
    cart: { ...totals, id: "cart_sample" },
    customer,
    subscription: {
      id: "ksub_sample",
      plan: "Tea every month",
      product: "Green tea",
      product_id: "prod_sample",
      quantity: 1,
      automatic: true,
      may_skip: true,
      may_postpone: true,
      may_pause: true,
      may_switch: true,
      withdrawal_days: 14,
      by_card: true,
      may_agree: false,
      trial: false,
      period_index: 1,
      renews_at: now,
      ends_at: now,
      amount: "29.90",
      currency_code: "eur",
      reason: null,
      attempts: 0,
      change: null,
      card: {
        print: "sample",
        name: "visa •••• 4242",
        brand: "visa",
        expires: "2030-05",
        days_left: 30,
      },
    },
  }
}

const SAMPLE_SUBSCRIPTION_LINKS = {
  renew: "https://api.shop.example/kairos/subscriptions/renew?token=sample",
  cancel: "https://api.shop.example/kairos/subscriptions/cancel?token=sample",
  skip: "https://api.shop.example/kairos/subscriptions/skip?token=sample",
  card: "https://api.shop.example/kairos/subscriptions/card?token=sample",
  resume: "https://api.shop.example/kairos/subscriptions/resume?token=sample",
  stop: "https://api.shop.example/kairos/subscriptions/stop?token=sample",
  postpone: "https://api.shop.example/kairos/subscriptions/postpone?token=sample",
  pause: "https://api.shop.example/kairos/subscriptions/pause?token=sample",
  switch: "https://api.shop.example/kairos/subscriptions/switch?token=sample",
  withdraw: "https://api.shop.example/kairos/subscriptions/withdraw?token=sample",
  agree: "https://api.shop.example/kairos/subscriptions/agree?token=sample",
}

/** The sample person's context, with a coupon and a product. */
export function sampleContext(
  changes: {
    readonly subject?: Partial<Subject>
    readonly extras?: Partial<ContextExtras>
    readonly language?: Language
  } = {}
): TemplateContext {
  const subject = { ...sampleSubject("2026-01-05T09:00:00.000Z"), ...changes.subject }
  return templateContext(subject, {
    coupon: SAMPLE_COUPON,
    products: [{ id: "prod_sample", handle: "green-tea", title: "Green tea", thumbnail: null }],
    links: {
      shop: "https://shop.example",
      cart: "https://shop.example/cart",
      ...SAMPLE_SUBSCRIPTION_LINKS,
      not_yet: "https://api.shop.example/kairos/not-yet?token=sample",
      unsubscribe: "https://api.shop.example/kairos/unsubscribe?token=sample",
      preferences: "https://api.shop.example/kairos/preferences?token=sample",
    },
    shop_name: "Sample Shop",
    language: changes.language ?? "en",
    time_zone: "Europe/Madrid",
    offers: true,
    ...changes.extras,
  })
}
