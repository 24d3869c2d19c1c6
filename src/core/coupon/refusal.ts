import BigNumber from "bignumber.js"
import type { Localized } from "../catalog/definitions"
import { formatMoney } from "../money/money"
import { LOCALE_OF, localized } from "../text/localized"
import type { Coupon } from "./coupon"

/** What a coupon needs to know of the cart or draft order that it is presented on. Amounts are decimal strings. */
export type CouponCart = {
  /** Null while it is not known. */
  readonly currency_code: string | null
  /**
   * Unit prices times quantities as the shopper sees them, before discounts and without gifts of coupons. Null while
   * prices are not known, in a cart that is being created: the minimum is asked for when it is completed.
   */
  readonly item_total: string | null
  /** The currency of amounts that name none. */
  readonly shop_currency_code: string | null
  /** Whether the gift is in the cart or can be added; asked for gift coupons only. */
  readonly gift_available: boolean
}

/** Why a coupon cannot be used by its owner. `unknown` stands for "no such code" and for "somebody else's" alike. */
export type CouponRefusal =
  | { readonly reason: "unknown" }
  | { readonly reason: "redeemed" }
  | { readonly reason: "voided" }
  | { readonly reason: "not_yet"; readonly starts_at: string }
  | { readonly reason: "expired"; readonly expired_at: string }
  | { readonly reason: "next_order_passed" }
  | { readonly reason: "wrong_currency"; readonly currency_code: string }
  | {
      readonly reason: "minimum_not_reached"
      readonly minimum: string
      readonly missing: string
      readonly currency_code: string
    }
  | { readonly reason: "gift_not_available" }
  | { readonly reason: "in_use" }

/**
 * Whether the coupon's owner may use it on this cart, or why not: what is final first, then what the shopper can change.
 * @param now ISO 8601
 */
export function couponRefusal(coupon: Coupon, cart: CouponCart, now: string): CouponRefusal | null {
  return refusedByState(coupon, now) ?? refusedByCart(coupon, cart)
}

/** What ended a coupon before its day, where it was not the day: its owner's next order, placed without it. */
export const endedEarlyBy = ({
  status,
  status_reason,
}: Pick<Coupon, "status" | "status_reason">): "next_order_passed" | null =>
  status === "expired" && status_reason === "next_order_passed" ? status_reason : null

function refusedByState(coupon: Coupon, now: string): CouponRefusal | null {
  switch (coupon.status) {
    case "redeemed":
      return { reason: "redeemed" }
    case "voided":
      return { reason: "voided" }
    case "expired":
      return endedEarlyBy(coupon) === null
        ? { reason: "expired", expired_at: coupon.expires_at }
        : { reason: "next_order_passed" }
    case "open":
    case "presented":
      break
  }
  if (Date.parse(now) < Date.parse(coupon.starts_at)) {
    return { reason: "not_yet", starts_at: coupon.starts_at }
  }
  return Date.parse(now) >= Date.parse(coupon.expires_at)
    ? { reason: "expired", expired_at: coupon.expires_at }
    : null
}

function refusedByCart(coupon: Coupon, cart: CouponCart): CouponRefusal | null {
  const asksMoney = coupon.kind === "fixed" || coupon.minimum !== null
  const currency = coupon.currency_code ?? (asksMoney ? cart.shop_currency_code : null)
  if (currency !== null && cart.currency_code !== null && currency !== cart.currency_code) {
    return { reason: "wrong_currency", currency_code: currency }
  }
  if (coupon.minimum !== null && cart.item_total !== null) {
    const missing = new BigNumber(coupon.minimum).minus(cart.item_total)
    if (missing.gt(0)) {
      return {
        reason: "minimum_not_reached",
        minimum: coupon.minimum,
        missing: missing.toFixed(),
        currency_code: cart.currency_code ?? currency ?? "",
      }
    }
  }
  return coupon.kind === "gift" && !cart.gift_available ? { reason: "gift_not_available" } : null
}

/** The reason as a sentence for the coupon's owner. */
export function refusalMessage(refusal: CouponRefusal): Localized {
  switch (refusal.reason) {
    case "minimum_not_reached":
      return minimumMessage(refusal.minimum, refusal.missing, refusal.currency_code)
    case "expired":
      return dated(refusal.expired_at, EXPIRED)
    case "not_yet":
      return dated(refusal.starts_at, NOT_YET)
    case "wrong_currency":
      return localized((language) => WRONG_CURRENCY[language](refusal.currency_code.toUpperCase()))
    default:
      return PLAIN[refusal.reason]
  }
}

/** What the owner is told when nothing stands in the way. */
export const COUPON_ACCEPTED: Localized = {
  en: "This coupon can be used on this cart.",
  es: "Este cupón se puede usar en este carrito.",
  pt: "Este cupom pode ser usado neste carrinho.",
}

/** What a completion that dropped coupons says before their reasons: the total has changed, so the shopper looks again. */
export const COUPON_REMOVED: Localized = {
  en: "A coupon was removed from your cart and the total has changed; nothing was charged.",
  es: "Se ha quitado un cupón de tu carrito y el total ha cambiado; no se ha cobrado nada.",
  pt: "Um cupom foi removido do seu carrinho e o total mudou; nada foi cobrado.",
}

const PLAIN: Readonly<
  Record<
    "unknown" | "redeemed" | "voided" | "next_order_passed" | "gift_not_available" | "in_use",
    Localized
  >
> = {
  unknown: {
    en: "This code is not valid.",
    es: "Este código no es válido.",
    pt: "Este código não é válido.",
  },
  redeemed: {
    en: "This coupon has already been used.",
    es: "Este cupón ya se ha utilizado.",
    pt: "Este cupom já foi utilizado.",
  },
  voided: {
    en: "This coupon is no longer valid.",
    es: "Este cupón ya no es válido.",
    pt: "Este cupom não é mais válido.",
  },
  next_order_passed: {
    en: "This coupon was only for your next order, which you have placed without it.",
    es: "Este cupón era solo para tu siguiente pedido, que hiciste sin usarlo.",
    pt: "Este cupom valia apenas para o seu próximo pedido, que foi feito sem ele.",
  },
  in_use: {
    en: "This coupon is being used in another order right now; it can be used once. Try again in a moment.",
    es: "Este cupón se está usando ahora mismo en otro pedido; solo se puede usar una vez. Vuelve a intentarlo en un momento.",
    pt: "Este cupom está sendo usado agora em outro pedido; só pode ser usado uma vez. Tente novamente em instantes.",
  },
  gift_not_available: {
    en: "The gift of this coupon is not available at the moment.",
    es: "El regalo de este cupón no está disponible en este momento.",
    pt: "O brinde deste cupom não está disponível no momento.",
  },
}

const EXPIRED: Readonly<Record<keyof Localized, (day: string) => string>> = {
  en: (day) => `This coupon expired on ${day}.`,
  es: (day) => `Este cupón caducó el ${day}.`,
  pt: (day) => `Este cupom expirou em ${day}.`,
}

const NOT_YET: Readonly<Record<keyof Localized, (day: string) => string>> = {
  en: (day) => `This coupon is valid from ${day}.`,
  es: (day) => `Este cupón es válido a partir del ${day}.`,
  pt: (day) => `Este cupom é válido a partir de ${day}.`,
}

const WRONG_CURRENCY: Readonly<Record<keyof Localized, (currency: string) => string>> = {
  en: (currency) => `This coupon is only for carts in ${currency}.`,
  es: (currency) => `Este cupón es solo para carritos en ${currency}.`,
  pt: (currency) => `Este cupom vale apenas para carrinhos em ${currency}.`,
}

function minimumMessage(minimum: string, missing: string, currency_code: string): Localized {
  const money = (amount: string, language: keyof Localized) =>
    formatMoney({ amount, currency_code }, LOCALE_OF[language])
  return {
    en: `Add ${money(missing, "en")} more to your cart: this coupon asks for at least ${money(minimum, "en")}.`,
    es: `Añade ${money(missing, "es")} más a tu carrito: este cupón pide un mínimo de ${money(minimum, "es")}.`,
    pt: `Adicione mais ${money(missing, "pt")} ao carrinho: este cupom pede no mínimo ${money(minimum, "pt")}.`,
  }
}

/** A day in UTC: the sentence is read long after or long before the moment, so the hour would only mislead. */
function dated(
  instant: string,
  sentence: Readonly<Record<keyof Localized, (day: string) => string>>
): Localized {
  return localized((language) =>
    sentence[language](
      new Intl.DateTimeFormat(LOCALE_OF[language], { dateStyle: "long", timeZone: "UTC" }).format(
        new Date(instant)
      )
    )
  )
}
