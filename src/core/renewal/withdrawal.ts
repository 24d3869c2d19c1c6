import {
  addAmounts,
  compareAmounts,
  currencyDigits,
  shareOfAmount,
  subtractAmounts,
} from "../money/money"
import { addDays, localTimeOf } from "../schedule/time-zone"
import { futureMoment } from "./recurrence"
import { after, dueOf, firstCharge } from "./schedule-renewal"
import type { Subscription } from "./subscription"
import { usedShares } from "./uses"

/** For how long somebody may step back from what they concluded from afar, without saying why. */
export type WithdrawalRight = {
  /** 0: not at all. */
  readonly days: number
  /** Whether what was used of a service until then is to be paid, where its buyer asked for it to begin at once. */
  readonly use_is_paid: boolean
  /** Within how many days the shop gives the money back. */
  readonly refund_days: number
  readonly source: string
}

const EEA =
  "at be bg hr cy cz dk ee fi fr de gr hu ie it lv lt lu mt nl pl pt ro sk si es se is li no"

/**
 * An engineering reading of the law, not legal advice. Whoever adds a country adds a case to spec/renewal/withdrawal.json.
 */
const RULES: readonly (WithdrawalRight & { readonly countries: readonly string[] })[] = [
  rule(EEA, 14, true, 14, "Directive 2011/83/EU, art. 9, 11a, 13 and 14(3)"),
  rule("gb", 14, true, 14, "Consumer Contracts Regulations 2013, reg. 30, 34 and 36"),
  rule("br", 7, false, 0, "Código de Defesa do Consumidor, art. 49"),
  rule("ar", 10, false, 0, "Código Civil y Comercial, art. 1110, 1113 and 1115"),
]
const NO_LAW: WithdrawalRight = {
  days: 0,
  use_is_paid: true,
  refund_days: 14,
  source: "the plan alone",
}

function rule(
  countries: string,
  days: number,
  use_is_paid: boolean,
  refund_days: number,
  source: string
) {
  return { countries: countries.split(" "), days, use_is_paid, refund_days, source }
}

/** What the law of a country gives, and the plan on top of it; a plan that says 0 is one that the law excepts. */
export function withdrawalRight({
  country_code,
  terms,
}: Pick<Subscription, "country_code" | "terms">): WithdrawalRight {
  const law = RULES.find(({ countries }) => countries.includes(country_code ?? "")) ?? NO_LAW
  const { days, use_is_paid, refund_days, source } = law
  const wanted = terms.withdrawal_days ?? null
  const given = wanted === null ? days : wanted === 0 ? 0 : Math.max(days, wanted)
  return { days: given, use_is_paid, refund_days, source }
}

/** What a shopper concluded: the subscription, or a renewal for which they pressed the button. */
export type Conclusion = {
  /** Null for the beginning. */
  readonly period_index: number | null
  readonly at: string
  /** Whether something was delivered for it. */
  readonly goods: boolean
  readonly shipped_at: string | null
  readonly delivered_at: string | null
}

/** In which a parcel arrives or the contract is broken (art. 18); who keeps no note of deliveries is taken to have delivered then. */
const DELIVERY_DAYS = 30

/**
 * Until when a conclusion may be taken back: the day itself does not count, the last one counts to its midnight where the shopper
 * lives, and a weekend moves it to Monday (Regulation 1182/71, art. 3). Of goods it counts from the day on which they came.
 * @returns the last moment as ISO 8601, or null where there is no such right
 */
export function withdrawalEnd(
  subscription: Pick<Subscription, "anchor" | "country_code" | "terms">,
  { at, goods, shipped_at, delivered_at }: Conclusion
): string | null {
  const { days } = withdrawalRight(subscription)
  if (days === 0) {
    return null
  }
  const { zone } = subscription.anchor
  const from = goods ? (delivered_at ?? after(shipped_at ?? at, DELIVERY_DAYS)) : at
  const begins = localTimeOf(zone, Date.parse(from))
  const weekday = ((begins.weekday - 1 + days) % 7) + 1
  const weekend = weekday === 6 ? 2 : weekday === 7 ? 1 : 0
  const midnight = futureMoment(addDays(begins, days + weekend + 1), 0, zone).at
  return new Date(Date.parse(midnight) - 1).toISOString()
}

export type OpenWithdrawal = { readonly conclusion: Conclusion; readonly until: string }

/**
 * What may be withdrawn from now; where it is more than one thing, the first, because all that came after goes with it. An
 * automatic renewal is no new conclusion: who was told of it when they subscribed has the right once (CJEU C-565/22). A service
 * that was had in full is not given back (art. 16(a)).
 */
export function openWithdrawal(
  subscription: Pick<
    Subscription,
    "anchor" | "country_code" | "terms" | "status" | "current_until" | "uses"
  >,
  conclusions: readonly Conclusion[],
  now: string
): OpenWithdrawal | null {
  if (subscription.status === "withdrawn") {
    return null
  }
  return (
    conclusions
      .map((conclusion) => ({ conclusion, until: withdrawalEnd(subscription, conclusion) }))
      .filter(({ conclusion }) => conclusion.goods || !isHad(subscription, now))
      .filter((one): one is OpenWithdrawal => one.until !== null && one.until >= now)
      .sort((a, b) => (a.conclusion.at < b.conclusion.at ? -1 : 1))[0] ?? null
  )
}

const isHad = (
  { current_until, uses }: Pick<Subscription, "current_until" | "uses">,
  now: string
): boolean => current_until <= now || uses?.left === 0

/** Who withdraws from a renewal keeps what they had before it. */
export function lastsAfterWithdrawal(
  subscription: Pick<Subscription, "anchor" | "moves" | "terms">,
  { period_index }: Pick<Conclusion, "period_index">,
  now: string
): string {
  const begins = period_index === null ? now : dueOf(subscription, period_index).at
  return begins > now ? begins : now
}

/** One order of what was withdrawn from: the first one, or a renewal's. Amounts are decimal strings. */
export type WithdrawnOrder = {
  readonly order_id: string
  /** Null for the first. */
  readonly period_index: number | null
  /** What this subscription cost in it. */
  readonly total: string
  /** Of the whole order. */
  readonly captured: string
  readonly refunded: string
}

export type Refund = {
  readonly due_by: string
  /** What was paid and has not been given back yet. */
  readonly open: string
  /** The share of it that the shop may keep for what was used, and never more. */
  readonly may_keep: string
}

/**
 * What a withdrawal leaves to be paid back. A statement, not a transfer: who asked for the service to begin at once, what of it was
 * had and what goods came back, the shop alone knows.
 */
export function refundOf(
  subscription: Pick<
    Subscription,
    "anchor" | "country_code" | "moves" | "terms" | "started_at" | "uses"
  >,
  { at, goods, currency_code }: { at: string; goods: boolean; currency_code: string },
  orders: readonly WithdrawnOrder[]
): Refund {
  const { use_is_paid, refund_days } = withdrawalRight(subscription)
  const digits = currencyDigits(currency_code) ?? 2
  const shares = subscription.uses === null ? null : usedShares(subscription.uses, orders.length)
  const parts = orders.map(({ period_index, total, captured, refunded }, index) => {
    const left = subtractAmounts(captured, refunded)
    const open =
      compareAmounts(left, "0") <= 0 ? "0" : compareAmounts(left, total) < 0 ? left : total
    const used =
      goods || !use_is_paid ? 0 : (shares?.[index] ?? usedShare(subscription, period_index, at))
    const kept = shareOfAmount(total, used, digits)
    return { open, may_keep: compareAmounts(kept, open) < 0 ? kept : open }
  })
  const sum = (field: "open" | "may_keep") =>
    parts.reduce((all, part) => addAmounts(all, part[field]), "0")
  return { due_by: after(at, refund_days), open: sum("open"), may_keep: sum("may_keep") }
}

/** How much of a period had passed by then, 0 to 1. */
function usedShare(
  subscription: Pick<Subscription, "anchor" | "moves" | "terms" | "started_at">,
  period_index: number | null,
  at: string
): number {
  const begin = period_index ?? firstCharge(subscription) - 1
  const from = period_index === null ? subscription.started_at : dueOf(subscription, begin).at
  const to = dueOf(subscription, begin + 1).at
  const [a, b, now] = [from, to, at].map(Date.parse) as [number, number, number]
  return b <= a ? 1 : Math.min(Math.max((now - a) / (b - a), 0), 1)
}
