import { BigNumber } from "bignumber.js"
import { type Rate, rateOn } from "../value/rates"
import type { Purchase, PurchaseTotals, PurchaseValue } from "./profile"

/** What a column of type integer holds; a wholesaler's total stops there instead of failing. */
const LARGEST_COUNT = 2_147_483_647

/**
 * What a customer's purchases amount to. A fold over the whole list, so that any order of arrival and any repetition
 * gives the same answer. What was cancelled or given back whole was not bought; what was free still was.
 * @param money in which currency the purchases are valued, and by which rates
 */
export function foldPurchases(
  purchases: readonly Purchase[],
  money: Money | null = null
): PurchaseTotals {
  const kept = distinctPurchases(purchases).filter((purchase) => !isVoid(purchase))
  const times = kept.map((purchase) => new Date(purchase.occurred_at).getTime())
  return {
    order_count: kept.length,
    first_order_at: kept.length === 0 ? null : toIso(Math.min(...times)),
    last_order_at: kept.length === 0 ? null : toIso(Math.max(...times)),
    spent: spentByCurrency(kept),
    item_count: Math.min(
      LARGEST_COUNT,
      kept.reduce((sum, purchase) => sum + purchase.item_count, 0)
    ),
    ...(money === null ? {} : { value: valueOf(kept, money) }),
  }
}

type Money = { readonly currency_code: string; readonly rates: readonly Rate[] }

function valueOf(purchases: readonly Purchase[], { currency_code, rates }: Money): PurchaseValue {
  let amount = new BigNumber(0)
  const missing = new Set<string>()
  for (const purchase of purchases) {
    const [code, net] = [purchase.currency_code.toLowerCase(), netOf(purchase)]
    const rate = net.isZero() ? net : rateOn(rates, code, currency_code, purchase.occurred_at)
    if (rate === null) {
      missing.add(code)
    } else {
      amount = amount.plus(net.times(rate))
    }
  }
  return { amount: amount.toFixed(), missing: [...missing].sort() }
}

/** The currency of the newest purchase that counts; of two at the same instant the one with the greater id. */
export function currencyOf(purchases: readonly Purchase[]): string | null {
  const newest = distinctPurchases(purchases)
    .filter((purchase) => !isVoid(purchase))
    .sort((a, b) => timeOf(b) - timeOf(a) || (a.id < b.id ? 1 : -1))[0]
  return newest === undefined ? null : newest.currency_code.toLowerCase()
}

/** Whether a purchase no longer counts: cancelled, or all that was paid was given back. */
export function isVoid(purchase: Purchase): boolean {
  const total = new BigNumber(purchase.total)
  return purchase.canceled || (total.gt(0) && total.lte(purchase.refunded))
}

/** What the shop kept of it, never below zero: refunds may exceed what was paid, and credits make totals negative. */
export function netOf(purchase: Purchase): BigNumber {
  const refunded = BigNumber.maximum(purchase.refunded, 0)
  return BigNumber.maximum(new BigNumber(purchase.total).minus(refunded), 0)
}

function spentByCurrency(purchases: readonly Purchase[]): Record<string, string> {
  const sums = new Map<string, BigNumber>()
  for (const purchase of purchases) {
    const code = purchase.currency_code.toLowerCase()
    sums.set(code, (sums.get(code) ?? new BigNumber(0)).plus(netOf(purchase)))
  }
  return Object.fromEntries([...sums].sort().map(([code, sum]) => [code, sum.toFixed()]))
}

/** Of several states of one purchase the one with most taken back counts, because purchases only ever shrink. */
function distinctPurchases(purchases: readonly Purchase[]): Purchase[] {
  const byId = new Map<string, Purchase>()
  for (const purchase of purchases) {
    const known = byId.get(purchase.id)
    if (known === undefined || compareStates(purchase, known) > 0) {
      byId.set(purchase.id, purchase)
    }
  }
  return [...byId.values()]
}

function compareStates(a: Purchase, b: Purchase): number {
  return (
    Number(a.canceled) - Number(b.canceled) ||
    new BigNumber(a.refunded).comparedTo(b.refunded) ||
    new BigNumber(a.total).comparedTo(b.total) ||
    timeOf(a) - timeOf(b) ||
    a.item_count - b.item_count ||
    (a.currency_code < b.currency_code ? -1 : 1)
  )
}

const timeOf = (purchase: Purchase): number => new Date(purchase.occurred_at).getTime()
const toIso = (time: number): string => new Date(time).toISOString()
