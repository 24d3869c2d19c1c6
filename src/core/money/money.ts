import BigNumber from "bignumber.js"
import type { Money } from "../condition/condition"

// A number written with so few characters is exact in its order as a double; everything longer takes the slow way.
const EXACT_LENGTH = 15
const DECIMAL = /^-?\d+(?:\.\d+)?$/

/** Whether a text is a decimal amount such as `31.20`: no exponent, no grouping, a point. */
export function isAmount(text: string): boolean {
  return DECIMAL.test(text)
}

/** The canonical decimal string of a number or a decimal string: no exponent, no trailing zeros beyond the given ones. */
export function toAmount(value: number | string): string {
  return typeof value === "string" && isAmount(value) ? value : new BigNumber(value).toFixed()
}

/** `a + b` as decimal strings, exact. */
export function addAmounts(a: string, b: string): string {
  return new BigNumber(a).plus(b).toFixed()
}

/** `a - b` as decimal strings, exact. */
export function subtractAmounts(a: string, b: string): string {
  return new BigNumber(a).minus(b).toFixed()
}

/** A share (0 to 1) of an amount, rounded half up to so many digits. */
export function shareOfAmount(amount: string, share: number, digits: number): string {
  return new BigNumber(amount).times(share).decimalPlaces(digits, BigNumber.ROUND_HALF_UP).toFixed()
}

/** Below, equal to or above 0, as `a` is below, equal to or above `b`; exact. Both are decimal strings. */
export function compareAmounts(a: string, b: string): number {
  if (a.length <= EXACT_LENGTH && b.length <= EXACT_LENGTH) {
    return Math.sign(Number(a) - Number(b))
  }
  return new BigNumber(a).comparedTo(b) ?? Number.NaN
}

/** How many digits after the point a currency has by ISO 4217: eur 2, jpy 0, kwd 3; null for an unknown code. */
export function currencyDigits(currencyCode: string): number | null {
  if (!isCurrency(currencyCode)) {
    return null
  }
  return formatter("en", currencyCode.toUpperCase()).resolvedOptions().maximumFractionDigits ?? 2
}

/** Whether a code is a currency that the runtime knows by name. */
export function isCurrency(currencyCode: string): boolean {
  return /^[a-z]{3}$/i.test(currencyCode) && CURRENCIES.has(currencyCode.toUpperCase())
}

/** An amount for people: the currency's digits, the language's order and separators. `£31.20`, `31,20 £`. */
export function formatMoney(money: Money, locale: string): string {
  // Intl takes a decimal string as it is, without going through a double; the library's types do not say so yet.
  const amount = money.amount as unknown as number
  return isCurrency(money.currency_code)
    ? formatter(locale, money.currency_code.toUpperCase()).format(amount)
    : `${money.amount} ${money.currency_code.toUpperCase()}`
}

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf("currency"))
const formatters = new Map<string, Intl.NumberFormat>()

/** A formatter costs far more to make than to use. */
function formatter(locale: string, currency: string): Intl.NumberFormat {
  const key = `${locale} ${currency}`
  let found = formatters.get(key)
  if (found === undefined) {
    // The plain symbol, not the narrow one: "$" would be the money of twenty countries.
    found = new Intl.NumberFormat(locale, { style: "currency", currency })
    formatters.set(key, found)
  }
  return found
}
