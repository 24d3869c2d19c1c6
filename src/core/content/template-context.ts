import type { FactDefinition, Subject } from "../catalog/definitions"
import type { Coupon } from "../coupon/coupon"
import type {
  CartSnapshot,
  LineSnapshot,
  OrderSnapshot,
  SubscriptionSnapshot,
} from "../event/event"
import { expiryText } from "../renewal/card-expiry"
import { changeText, renewalReasonText } from "../renewal/renewal-words"
import { LOCALE_OF, type Language } from "../text/localized"
import { cutText } from "./cut-text"
import { momentText, moneyText } from "./format-value"
import { ownFactValues } from "./own-facts"

export type ContextValue =
  | string
  | number
  | boolean
  | null
  | { readonly [name: string]: ContextValue }
  | readonly { readonly [name: string]: ContextValue }[]

/**
 * What a rendering reads: every path of `TEMPLATE_VARIABLES`, parts never null (`present` says whether they are there),
 * leaves null when unknown. Amounts are decimal strings, times ISO 8601.
 */
export type TemplateContext = {
  readonly language: Language
  readonly time_zone: string
  /** Whether `{{#offer}}` blocks are shown: never to whoever gave no marketing consent. */
  readonly offers: boolean
  readonly values: { readonly [name: string]: ContextValue }
}

export type ProductInTemplate = {
  readonly id: string
  readonly handle: string
  readonly title: string
  readonly thumbnail: string | null
}

export type CouponInTemplate = Pick<
  Coupon,
  "code" | "kind" | "value" | "currency_code" | "minimum" | "valid_days" | "expires_at"
> &
  // An example's, where it is missing.
  Partial<Pick<Coupon, "personalized_price">>

export type ContextExtras = {
  readonly coupon: CouponInTemplate | null
  readonly products: readonly ProductInTemplate[]
  /** Whole addresses; `shop` without a slash at its end. */
  readonly links: {
    readonly shop: string
    readonly cart: string
    readonly renew: string
    readonly cancel: string
    readonly skip: string
    readonly card: string
    readonly resume: string
    readonly stop: string
    readonly withdraw: string
    readonly agree: string
    readonly postpone: string
    readonly pause: string
    readonly not_yet: string
    readonly switch: string
    readonly unsubscribe: string
    readonly preferences: string
  }
  readonly shop_name: string | null
  readonly language: Language
  readonly time_zone: string
  readonly offers: boolean
  /** The shop's own, where its templates may read them. */
  readonly facts?: readonly FactDefinition[]
}

/** The flat view that a template sees, made from the subject of a decision and what belongs to its delivery. */
export function templateContext(subject: Subject, extra: ContextExtras): TemplateContext {
  const order = subject.order ?? subject.event.snapshot.order
  const cart = subject.cart ?? subject.event.snapshot.cart
  const subscription = subject.subscription ?? subject.event.snapshot.subscription
  return {
    language: extra.language,
    time_zone: extra.time_zone,
    offers: extra.offers,
    values: {
      customer: customerValues(subject),
      order: order === undefined ? NONE.order : orderValues(order, extra.links.shop),
      cart: cart === undefined ? NONE.cart : cartValues(cart, extra.links.shop),
      subscription:
        subscription === undefined
          ? NONE.subscription
          : subscriptionValues(subscription, subject.event.occurred_at, extra),
      coupon: extra.coupon === null ? NONE.coupon : couponValues(extra.coupon, extra.language),
      products: extra.products.map((product) => ({
        id: product.id,
        handle: product.handle,
        title: product.title,
        url: productUrl(extra.links.shop, product.handle),
        thumbnail: imageUrl(product.thumbnail),
      })),
      links: { ...extra.links, present: true },
      facts: ownFactValues(extra.facts ?? [], subject, extra.language),
      shop: { name: extra.shop_name, url: extra.links.shop, present: true },
    },
  }
}

function subscriptionValues(
  subscription: SubscriptionSnapshot | undefined,
  received: string | null,
  { language, time_zone }: Pick<ContextExtras, "language" | "time_zone">
): ContextValue {
  // What is so has a text to stand for it, because a template asks whether there is one.
  const whether = (so: boolean | undefined) => (so === true ? (subscription?.plan ?? null) : null)
  return {
    ...fieldsOf(subscription, [
      "plan",
      "product",
      "quantity",
      "renews_at",
      "ends_at",
      "currency_code",
      "amount",
    ]),
    present: subscription !== undefined,
    reason: renewalReasonText(subscription?.reason, language),
    change: changeText(subscription, language, time_zone),
    automatic: whether(subscription?.automatic),
    trial: whether(subscription?.trial),
    may_skip: whether(subscription?.may_skip),
    may_postpone: whether(subscription?.may_postpone),
    may_pause: whether(subscription?.may_pause),
    may_switch: whether(subscription?.may_switch),
    paused: whether(subscription?.paused),
    uses_left: subscription?.uses_left ?? null,
    few_left: subscription?.few_left === true ? (subscription.uses_left ?? null) : null,
    used_up: whether(subscription?.uses_left === 0),
    received: received === null ? null : momentText(received, language, time_zone),
    withdrawal_days: subscription?.withdrawal_days ?? null,
    by_card: whether(subscription?.by_card),
    may_agree: whether(subscription?.may_agree),
    card: subscription?.card?.name ?? null,
    card_expires: subscription?.card === undefined ? null : expiryText(subscription.card.expires),
  }
}

function customerValues(subject: Subject): ContextValue {
  const customer = subject.customer ?? subject.event.snapshot.customer
  return {
    present: customer !== undefined,
    first_name: nameOf(customer?.first_name),
    last_name: nameOf(customer?.last_name),
    email: customer?.email ?? subject.event.email,
    country_code: customer?.country_code ?? null,
    tier: subject.profile?.tier ?? null,
    order_count: subject.profile?.order_count ?? null,
  }
}

/** A name of blanks is none, and one of ten thousand characters would be the whole mail. */
function nameOf(name: string | null | undefined): string | null {
  const text = name?.trim() ?? ""
  return text === "" ? null : cutText(text, 100)
}

/** Fields of a part that is not there: each of them null, so that no path is missing. */
function fieldsOf<T extends object, K extends keyof T & string>(
  part: T | undefined,
  fields: readonly K[]
): { readonly [name: string]: ContextValue } {
  return Object.fromEntries(fields.map((field) => [field, (part?.[field] ?? null) as ContextValue]))
}

function orderValues(order: OrderSnapshot | undefined, shop: string): ContextValue {
  return {
    ...fieldsOf(order, [
      "created_at",
      "currency_code",
      "total",
      "item_total",
      "discount_total",
      "shipping_total",
      "tax_total",
      "country_code",
    ]),
    present: order !== undefined,
    display_id: order === undefined ? null : String(order.display_id ?? order.id),
    items: lineValues(order, shop),
  }
}

function cartValues(cart: CartSnapshot | undefined, shop: string): ContextValue {
  return {
    ...fieldsOf(cart, ["currency_code", "total", "item_total", "country_code"]),
    present: cart !== undefined,
    items: lineValues(cart, shop),
  }
}

function lineValues(
  part: { readonly items: readonly LineSnapshot[]; readonly currency_code: string } | undefined,
  shop: string
): readonly { readonly [name: string]: ContextValue }[] {
  return (part?.items ?? []).map((line) => ({
    title: line.title,
    sku: line.sku,
    quantity: line.quantity,
    unit_price: line.unit_price,
    currency_code: part?.currency_code ?? null,
    url: line.handle === null ? null : productUrl(shop, line.handle),
    thumbnail: imageUrl(line.thumbnail),
  }))
}

function couponValues(coupon: CouponInTemplate | null, language: Language): ContextValue {
  return {
    present: coupon !== null,
    code: coupon?.code ?? null,
    kind: coupon?.kind ?? null,
    value: coupon === null ? null : couponValueText(coupon, language),
    currency_code: coupon?.currency_code ?? null,
    minimum: coupon?.minimum ?? null,
    expires_at: coupon?.expires_at ?? null,
    valid_days: coupon?.valid_days ?? null,
  }
}

const FREE_SHIPPING = { en: "free shipping", es: "envío gratis", pt: "frete grátis" } as const
const GIFT = { en: "a gift", es: "un regalo", pt: "um presente" } as const

/** What a coupon gives, in words: `10%`, `€5.00`, `free shipping`. */
export function couponValueText(
  coupon: Pick<Coupon, "kind" | "value" | "currency_code">,
  language: Language
): string {
  switch (coupon.kind) {
    case "percent":
      return new Intl.NumberFormat(LOCALE_OF[language], {
        style: "percent",
        maximumFractionDigits: 2,
      }).format(Number(coupon.value) / 100)
    case "fixed":
      return moneyText(coupon.value ?? "0", coupon.currency_code, language)
    case "free_shipping":
      return FREE_SHIPPING[language]
    case "gift":
      return GIFT[language]
  }
}

/** Parts that are not there are the same for everybody: a page does not wait for them to be put together. */
const NONE = {
  order: orderValues(undefined, ""),
  cart: cartValues(undefined, ""),
  subscription: subscriptionValues(undefined, null, { language: "en", time_zone: "UTC" }),
  coupon: couponValues(null, "en"),
}

function productUrl(shop: string, handle: string): string {
  return `${shop}/products/${encodeURIComponent(handle)}`
}

/** Pictures come from the shop's own catalog; only addresses that a mail may load are passed on. */
function imageUrl(raw: string | null): string | null {
  if (raw === null || !URL.canParse(raw)) {
    return null
  }
  const url = new URL(raw)
  const local = url.protocol === "http:" && /^(localhost|127\.0\.0\.1)$/.test(url.hostname)
  const safe = (url.protocol === "https:" || local) && url.username === "" && url.password === ""
  return safe ? url.href : null
}
