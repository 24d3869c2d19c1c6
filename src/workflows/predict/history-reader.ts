import type { ShopLine, ShopOrder } from "../../core/analysis/shop-history"
import { isMerchandise } from "../../core/predict/service-codes"
import { pairCounter, type PairCounter } from "../../core/predict/pair-counter"

/** A product by its number, as the streams name it; postage, fees and vouchers are none. */
export type NamedGoods = { readonly no: number; readonly key: string; readonly sku: string | null }

export const keysOf = (goods: readonly NamedGoods[]): ReadonlyMap<number, string> =>
  new Map(goods.filter(({ key, sku }) => isMerchandise(sku ?? key)).map(({ no, key }) => [no, key]))

/** Puts the lines of `orders` together to orders. */
export function orderReader(keys: ReadonlyMap<number, string>) {
  const orders: (ShopOrder & { lines: ShopLine[] })[] = []
  let last = ""
  // A part of a text keeps the whole of it: names that stay are copied, once for each customer.
  let [customer_id, currency_code] = ["", ""]
  return {
    orders,
    take: (lines: readonly string[]): void => {
      for (const line of lines) {
        const [customer, purchase, day, hour, currency, amount, product, quantity, price] =
          line.split("\t") as [
            string,
            string,
            string,
            string,
            string,
            string,
            string,
            string,
            string,
          ]
        const id = `${customer} ${purchase}`
        if (id !== last) {
          last = id
          customer_id = customer === customer_id ? customer_id : copyOf(customer)
          currency_code = currency === currency_code ? currency_code : copyOf(currency)
          orders.push({
            customer_id,
            day: Number(day),
            hour: Number(hour),
            currency_code,
            amount: copyOf(amount),
            lines: [],
          })
        }
        const sku = keys.get(Number(product))
        if (sku !== undefined) {
          const own = orders[orders.length - 1]!.lines
          own.push({ sku, quantity: Number(quantity), unit_price: Number(price) })
        }
      }
    },
  }
}

const copyOf = (text: string): string => Buffer.from(text).toString()

export type BasketReader = {
  readonly take: (chunk: Uint8Array) => void
  readonly end: () => { readonly counter: PairCounter; counts: Uint32Array; baskets: number }
}

const [TAB, NEWLINE, MINUS, ZERO] = [9, 10, 45, 48]
const MOST_IN_BASKET = 1024

/** Counts pairs while the lines of `baskets` pass; no basket is held beyond its last line. */
export function basketReader(keys: ReadonlyMap<number, string>): BasketReader {
  const products = Math.max(0, ...keys.keys()) + 1
  const isGoods = Uint8Array.from({ length: products }, (_, no) => (keys.has(no) ? 1 : 0))
  const counts = new Uint32Array(products)
  const counter = pairCounter()
  const basket = new Int32Array(MOST_IN_BASKET)
  let [length, baskets, purchase, number, first] = [0, 0, -1, 0, 0]
  const finish = (): void => {
    if (length === 0) {
      return
    }
    const sorted = length === 1 ? basket : basket.subarray(0, length).sort()
    let kept = 0
    for (let i = 0; i < length; i += 1) {
      // Two sizes of one product are one product.
      if (i === 0 || sorted[i] !== sorted[kept - 1]) {
        sorted[kept] = sorted[i]!
        counts[sorted[i]!]! += 1
        kept += 1
      }
    }
    counter.add(sorted, kept)
    baskets += 1
    length = 0
  }
  const take = (chunk: Uint8Array): void => {
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at]!
      if (byte === TAB) {
        first = number
        number = 0
      } else if (byte === NEWLINE) {
        if (first !== purchase) {
          finish()
          purchase = first
        }
        // A wholesaler's list of more products than these says nothing about what goes together.
        if (isGoods[number] === 1 && length < MOST_IN_BASKET) {
          basket[length] = number
          length += 1
        }
        number = 0
      } else if (byte !== MINUS) {
        number = number * 10 + byte - ZERO
      }
    }
  }
  return {
    take,
    end: () => {
      finish()
      return { counter, counts, baskets }
    },
  }
}
