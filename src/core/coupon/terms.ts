import BigNumber from "bignumber.js"
import { currencyDigits, isCurrency } from "../money/money"
import { type Checked, invalid, type Problem, valid } from "../result"
import { nearest } from "../text/nearest"
import { COUPON_KINDS, type CouponKind, type CouponTerms } from "./coupon"

const DEFAULT_VALID_DAYS = 30
/** Ten years: longer is a slip of the finger. */
const LONGEST_VALID_DAYS = 3650
const KEYS = [
  "kind",
  "value",
  "currency_code",
  "minimum",
  "gift_variant_id",
  "valid_days",
  "next_order_only",
]

type Money = { readonly amount: string; readonly currency_code: string | null }
type Report = (key: string, message: string) => null

/**
 * Checks the arguments of `issue_coupon` and gives their canonical form.
 * An amount is a number or decimal string in `currency_code`, or `{ amount, currency_code }`. A minimum without any
 * currency is in the shop's own; a fixed discount always names its currency, because it would be worth something else
 * in another.
 */
export function checkCouponTerms(
  args: Readonly<Record<string, unknown>>,
  path: string
): Checked<CouponTerms> {
  const problems: Problem[] = []
  const report: Report = (key, message) => {
    problems.push({ path: `${path}.${key}`, message: `${path}.${key} ${message}` })
    return null
  }
  for (const key of Object.keys(args).filter((name) => !KEYS.includes(name))) {
    const near = nearest(key, KEYS)
    report(
      key,
      `is unknown; ${near === null ? `use one of ${KEYS.join(", ")}` : `did you mean "${near}"?`}`
    )
  }
  const kind = checkKind(args.kind, report)
  const named = checkCurrency(args.currency_code, "currency_code", report)
  const minimum = checkMinimum(args.minimum, named, report)
  const value = kind === null ? null : checkValue(kind, args, named, report)
  const currency = oneCurrency([named, value?.currency_code, minimum?.currency_code], report)
  const terms = {
    kind: kind as CouponKind,
    value: value?.amount ?? null,
    currency_code: currency,
    minimum: minimum?.amount ?? null,
    gift_variant_id: checkGift(kind, args.gift_variant_id, report),
    valid_days: checkValidDays(args.valid_days, report),
    next_order_only: checkNextOrderOnly(args.next_order_only, report),
  }
  return problems.length > 0 ? invalid(...problems) : valid(terms)
}

function checkKind(kind: unknown, report: Report): CouponKind | null {
  if (typeof kind === "string" && (COUPON_KINDS as readonly string[]).includes(kind)) {
    return kind as CouponKind
  }
  const near = typeof kind === "string" ? nearest(kind, COUPON_KINDS) : null
  const hint = near === null ? "" : `; did you mean "${near}"?`
  return report("kind", `must be one of ${COUPON_KINDS.join(", ")}, got ${shown(kind)}${hint}`)
}

function checkValue(
  kind: CouponKind,
  args: Readonly<Record<string, unknown>>,
  named: string | null,
  report: Report
): Money | null {
  const { value } = args
  if (kind === "free_shipping" || kind === "gift") {
    return isEmpty(value)
      ? null
      : report("value", `must be left out: a ${kind} coupon has no amount`)
  }
  if (kind === "percent") {
    const amount = decimal(value)
    if (amount === null || amount.lte(0) || amount.gt(100) || (amount.dp() ?? 0) > 2) {
      return report(
        "value",
        `must be a number above 0 and at most 100 with at most two decimals, such as 10 or 12.5, got ${shown(value)}`
      )
    }
    return { amount: amount.toFixed(), currency_code: null }
  }
  const money = checkMoney(value, "value", named, report)
  if (money !== null && money.currency_code === null && isEmpty(args.currency_code)) {
    return report(
      "currency_code",
      'is missing: a fixed discount names its currency, for example "eur"'
    )
  }
  return money
}

function checkMinimum(minimum: unknown, named: string | null, report: Report): Money | null {
  return isEmpty(minimum) ? null : checkMoney(minimum, "minimum", named, report)
}

function checkMoney(
  input: unknown,
  key: string,
  named: string | null,
  report: Report
): Money | null {
  const whole = typeof input === "object" && input !== null && !Array.isArray(input)
  const given = whole
    ? (input as { amount?: unknown; currency_code?: unknown })
    : { amount: input, currency_code: named }
  const amount = decimal(given.amount)
  if (amount === null || amount.lte(0) || amount.gte(1e12)) {
    return report(
      key,
      `must be an amount above 0, such as 5 or { "amount": 5, "currency_code": "eur" }, got ${shown(given.amount)}`
    )
  }
  const before = given.currency_code ?? null
  const currency = whole ? checkCurrency(before, `${key}.currency_code`, report) : named
  // Three is the most that any currency has (KWD); without a currency the shop's own decides at presentation.
  const digits = currency === null ? 3 : (currencyDigits(currency) ?? 3)
  if ((amount.dp() ?? 0) > digits) {
    const unit = currency === null ? "" : ` in ${currency.toUpperCase()}`
    return report(key, `may have at most ${digits} decimals${unit}, got ${shown(given.amount)}`)
  }
  return { amount: amount.toFixed(), currency_code: currency }
}

function checkCurrency(code: unknown, key: string, report: Report): string | null {
  if (isEmpty(code)) {
    return null
  }
  if (typeof code === "string" && isCurrency(code)) {
    return code.toLowerCase()
  }
  return report(
    key,
    `must be an ISO 4217 currency in three letters, such as "eur", got ${shown(code)}`
  )
}

function oneCurrency(codes: readonly (string | null | undefined)[], report: Report): string | null {
  const different = [...new Set(codes.filter((code) => code !== null && code !== undefined))]
  if (different.length > 1) {
    report(
      "currency_code",
      `must be the same for value and minimum, got ${different.join(" and ")}; use one currency per coupon`
    )
  }
  return different[0] ?? null
}

function checkGift(kind: CouponKind | null, id: unknown, report: Report): string | null {
  if (kind !== "gift") {
    return isEmpty(id) || kind === null
      ? null
      : report("gift_variant_id", "must be left out: only a gift coupon gives a product")
  }
  if (typeof id === "string" && /^[\w-]{1,64}$/.test(id)) {
    return id
  }
  return report(
    "gift_variant_id",
    `must be the id of the product variant to give, such as "variant_01…", got ${shown(id)}`
  )
}

function checkValidDays(days: unknown, report: Report): number {
  if (isEmpty(days)) {
    return DEFAULT_VALID_DAYS
  }
  const number = decimal(days)
  if (number !== null && number.isInteger() && number.gte(1) && number.lte(LONGEST_VALID_DAYS)) {
    return number.toNumber()
  }
  report(
    "valid_days",
    `must be a whole number of days from 1 to ${LONGEST_VALID_DAYS}, got ${shown(days)}`
  )
  return DEFAULT_VALID_DAYS
}

function checkNextOrderOnly(flag: unknown, report: Report): boolean {
  if (flag !== undefined && flag !== null && typeof flag !== "boolean") {
    report("next_order_only", `must be true or false, got ${shown(flag)}`)
  }
  return flag === true
}

/** Numbers as JSON has them and plain decimal strings; `10,5`, `1e3`, `NaN` and ` 5 ` are refused, not guessed at. */
function decimal(input: unknown): BigNumber | null {
  if (typeof input === "number") {
    return Number.isFinite(input) ? new BigNumber(String(input)) : null
  }
  return typeof input === "string" && /^-?\d{1,15}(\.\d{1,10})?$/.test(input)
    ? new BigNumber(input)
    : null
}

/** Forms send an empty string for a field that was left blank. */
function isEmpty(input: unknown): boolean {
  return input === undefined || input === null || input === ""
}

function shown(input: unknown): string {
  if (input === undefined) {
    return "nothing"
  }
  const text = typeof input === "number" ? String(input) : JSON.stringify(input)
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
