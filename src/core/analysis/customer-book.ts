import { BigNumber } from "bignumber.js"
import type { PurchaseDays } from "../value/purchase-days"
import type { AnalysisOptions, ShopHistory, ShopOrder } from "./shop-history"

/** One customer, out of all their orders. */
export type BookedCustomer = {
  readonly customer_id: string
  readonly orders: number
  readonly first_day: number
  readonly last_day: number
  /** Paid in the shop's main currency; null when nothing was paid in it. */
  readonly spent: number | null
  /** Given back in the main currency. */
  readonly returned: number
  readonly purchases: PurchaseDays
}

export type CurrencyTotal = {
  readonly currency_code: string
  readonly orders: number
  /** Decimal string, exact. */
  readonly revenue: string
  readonly returned: string
}

/** A history put together by customer. */
export type CustomerBook = {
  readonly customers: readonly BookedCustomer[]
  /** The most used first. Amounts of different currencies are never added. */
  readonly currencies: readonly CurrencyTotal[]
  /** The currency of most orders; null for an empty history. Money is analysed in it, dates in all. */
  readonly currency_code: string | null
  readonly first_day: number | null
  readonly last_day: number | null
}

export function bookOf(history: ShopHistory): CustomerBook {
  const currencies = currencyTotals(history)
  const currency = currencies[0]?.currency_code ?? null
  const orders = new Map<string, ShopOrder[]>()
  for (const order of history.orders) {
    const own = orders.get(order.customer_id)
    if (own === undefined) {
      orders.set(order.customer_id, [order])
    } else {
      own.push(order)
    }
  }
  const returned = new Map<string, BigNumber>()
  for (const { customer_id, currency_code, amount } of history.returns) {
    if (currency_code === currency) {
      returned.set(customer_id, (returned.get(customer_id) ?? new BigNumber(0)).plus(amount))
    }
  }
  const days = history.orders.map(({ day }) => day)
  return {
    customers: [...orders].map(([id, own]) =>
      customerOf(id, own, currency, returned.get(id)?.toNumber() ?? 0)
    ),
    currencies,
    currency_code: currency,
    first_day: days.length === 0 ? null : days.reduce((a, b) => Math.min(a, b)),
    last_day: days.length === 0 ? null : days.reduce((a, b) => Math.max(a, b)),
  }
}

function currencyTotals({ orders, returns }: ShopHistory): CurrencyTotal[] {
  const totals = new Map<string, { orders: number; revenue: BigNumber; returned: BigNumber }>()
  const of = (code: string) => {
    const found = totals.get(code) ?? {
      orders: 0,
      revenue: new BigNumber(0),
      returned: new BigNumber(0),
    }
    totals.set(code, found)
    return found
  }
  for (const { currency_code, amount } of orders) {
    const total = of(currency_code)
    total.orders += 1
    total.revenue = total.revenue.plus(amount)
  }
  for (const { currency_code, amount } of returns) {
    const total = of(currency_code)
    total.returned = total.returned.plus(amount)
  }
  return [...totals]
    .map(([currency_code, total]) => ({
      currency_code,
      orders: total.orders,
      revenue: total.revenue.toFixed(),
      returned: total.returned.toFixed(),
    }))
    .sort((a, b) => b.orders - a.orders || (a.currency_code < b.currency_code ? -1 : 1))
}

function customerOf(
  customer_id: string,
  orders: readonly ShopOrder[],
  currency: string | null,
  returned: number
): BookedCustomer {
  const byDay = new Map<number, BigNumber | null>()
  let spent: BigNumber | null = null
  for (const { day, amount, currency_code } of orders) {
    const known = currency_code === currency
    const before = byDay.get(day) ?? null
    byDay.set(day, known ? new BigNumber(amount).plus(before ?? 0) : before)
    spent = known ? new BigNumber(amount).plus(spent ?? 0) : spent
  }
  const days = [...byDay]
    .map(([day, amount]) => ({ day, amount: amount === null ? null : amount.toNumber() }))
    .sort((a, b) => a.day - b.day)
  return {
    customer_id,
    orders: orders.length,
    first_day: days[0]!.day,
    last_day: days.at(-1)!.day,
    spent: spent === null ? null : spent.toNumber(),
    returned,
    purchases: { customer_id, days },
  }
}

/** The last day that the models may learn from when they are tested: the given one, or two thirds of the history. */
export function calibrationDay(
  { first_day, last_day }: CustomerBook,
  { calibrationEnd }: AnalysisOptions
): number | null {
  return first_day === null || last_day === null
    ? null
    : (calibrationEnd ?? first_day + Math.floor(((last_day - first_day) * 2) / 3))
}
