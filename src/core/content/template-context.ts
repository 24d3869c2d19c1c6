import type { Subject } from "../catalog/definitions"
import type { Coupon } from "../coupon/coupon"
import type { CartSnapshot, LineSnapshot, OrderSnapshot } from "../event/event"
import { LOCALE_OF, type Language } from "../text/localized"
import { moneyText } from "./format-value"

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
>

export type ContextExtras = {
  readonly coupon: CouponInTemplate | null
  readonly products: readonly ProductInTemplate[]
  /** Whole addresses; `shop` without a slash at its end. */
  readonly links: {
    readonly shop: string
    readonly cart: string
    readonly unsubscribe: string
    readonly preferences: string
  }
  readonly shop_name: string | null
  readonly language: Language
  readonly time_zone: string
  readonly offers: boolean
}

/** The flat view that a template sees, made from the subject of a decision and what belongs to its delivery. */
export function templateContext(subject: Subject, extra: ContextExtras): TemplateContext {
  const order = subject.order ?? subject.event.snapshot.order
  const cart = subject.cart ?? subject.event.snapshot.cart
  return {
    language: extra.language,
    time_zone: extra.time_zone,
    offers: extra.offers,
    values: {
      customer: customerValues(subject),
      order: orderValues(order, extra.links.shop),
      cart: cartValues(cart, extra.links.shop),
      coupon: couponValues(extra.coupon, extra.language),
      products: extra.products.map((product) => ({
        id: product.id,
        handle: product.handle,
        title: product.title,
        url: productUrl(extra.links.shop, product.handle),
        thumbnail: imageUrl(product.thumbnail),
      })),
      links: { ...extra.links, present: true },
      shop: { name: extra.shop_name, url: extra.links.shop, present: true },
    },
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
  return text === "" ? null : [...text.slice(0, 200)].slice(0, 100).join("")
}

function orderValues(order: OrderSnapshot | undefined, shop: string): ContextValue {
  return {
    present: order !== undefined,
    display_id: order === undefined ? null : String(order.display_id ?? order.id),
    created_at: order?.created_at ?? null,
    currency_code: order?.currency_code ?? null,
    total: order?.total ?? null,
    item_total: order?.item_total ?? null,
    discount_total: order?.discount_total ?? null,
    shipping_total: order?.shipping_total ?? null,
    tax_total: order?.tax_total ?? null,
    country_code: order?.country_code ?? null,
    items: lineValues(order?.items ?? [], order?.currency_code ?? null, shop),
  }
}

function cartValues(cart: CartSnapshot | undefined, shop: string): ContextValue {
  return {
    present: cart !== undefined,
    currency_code: cart?.currency_code ?? null,
    total: cart?.total ?? null,
    item_total: cart?.item_total ?? null,
    country_code: cart?.country_code ?? null,
    items: lineValues(cart?.items ?? [], cart?.currency_code ?? null, shop),
  }
}

function lineValues(
  lines: readonly LineSnapshot[],
  currency_code: string | null,
  shop: string
): readonly { readonly [name: string]: ContextValue }[] {
  return lines.map((line) => ({
    title: line.title,
    sku: line.sku,
    quantity: line.quantity,
    unit_price: line.unit_price,
    currency_code,
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
