import { BigNumber } from "bignumber.js"
import { Temporal } from "temporal-polyfill"
import type { ShopHistory, ShopOrder } from "../core/analysis/shop-history"
import { collectOrders } from "./collect-orders"
import type { OrderHistory } from "./order-history-csv"

/** Reads a history to its end, as the analysis wants it. */
export async function readShopHistory(
  history: OrderHistory,
  timeZone: string,
  onProgress: (lines: number) => void
): Promise<ShopHistory> {
  const { orders } = await collectOrders(history, onProgress)
  const { lines, usable, rejected } = history.counts()
  const whenOf = shopCalendar(timeZone)
  return {
    orders: orders.map((order): ShopOrder => {
      const amount = order.lines.reduce(
        (sum, line) => sum.plus(new BigNumber(line.unit_price).times(line.quantity)),
        new BigNumber(0)
      )
      return {
        customer_id: order.customer_key,
        ...whenOf(order.occurred_at),
        currency_code: order.currency_code,
        amount: amount.toFixed(),
        lines: order.lines.map(({ sku, quantity, unit_price }) => ({
          sku,
          quantity,
          unit_price: Number(unit_price),
        })),
      }
    }),
    returns: history.returns().map(({ customer, currency_code, amount }) => ({
      customer_id: customer,
      currency_code,
      amount,
    })),
    titles: new Map(
      history.products().flatMap(({ sku, title }) => (title === null ? [] : [[sku, title]]))
    ),
    lines: { lines, usable, rejected },
  }
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** Day and hour on the clocks of a zone. They change with the quarter hour at most, and asking a zone is slow. */
function shopCalendar(timeZone: string): (instant: string) => { day: number; hour: number } {
  const shifts = new Map<number, number>()
  return (instant) => {
    const time = Date.parse(instant)
    const quarter = Math.floor(time / (HOUR_MS / 4))
    let shift = timeZone === "UTC" ? 0 : shifts.get(quarter)
    if (shift === undefined) {
      const zoned = Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(timeZone)
      shift = zoned.offsetNanoseconds / 1e6
      shifts.set(quarter, shift)
    }
    const local = time + shift
    return { day: Math.floor(local / DAY_MS), hour: Math.floor(local / HOUR_MS) % 24 }
  }
}
