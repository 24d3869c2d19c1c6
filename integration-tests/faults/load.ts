import { ok, readyCart, type Shopper, type Shopping } from "../support/shopper"
import { until } from "../support/until"

export type Load = {
  /** Carts that were completed, with the order that each became. */
  readonly placed: ReadonlyMap<string, string>
  /** Carts of which Medusa says that they are an order, and shows none. */
  readonly spoilt: ReadonlySet<string>
  readonly done: Promise<void>
  /** Nobody begins another purchase; those under way come to their end. */
  readonly end: () => void
}

/**
 * Shoppers who buy one after the other, `workers` at a time, and do not give up when the shop falls over: like people
 * who press the button again, they repeat the step that failed, on the same cart.
 */
export function shop(
  people: Shopping,
  shoppers: readonly Shopper[],
  orders: number,
  workers: number
): Load {
  const placed = new Map<string, string>()
  const spoilt = new Set<string>()
  let next = 0
  let open = true
  const work = async () => {
    while (open && next < orders) {
      const shopper = shoppers[next % shoppers.length]!
      next += 1
      let order_id: string | null = null
      while (order_id === null) {
        const cart_id = await stubborn("a cart", () => readyCart(people, { shopper }))
        const bought = await stubborn("an order", () => complete(people, shopper, cart_id))
        order_id = bought.order_id
        if (order_id === null) {
          spoilt.add(cart_id)
        } else {
          placed.set(cart_id, order_id)
        }
      }
    }
  }
  const done = Promise.all(Array.from({ length: workers }, work)).then(() => undefined)
  // Whoever awaits `done` later sees the failure; until then it must not end the process.
  done.catch(() => undefined)
  const end = () => {
    open = false
  }
  return { placed, spoilt, done, end }
}

/**
 * Null of a cart that Medusa 2.21 can complete no more: where its compensation took an order away and died before it took the
 * cart's link to it away, it answers with that order, which is none, for ever. The shopper fills another cart.
 */
async function complete(
  people: Shopping,
  shopper: Shopper,
  cart_id: string
): Promise<{ readonly order_id: string | null }> {
  const answer = ok(await people.storeAs(shopper).post(`/store/carts/${cart_id}/complete`))
  if (answer.type !== "order") {
    throw new Error(`cart ${cart_id} became no order: ${answer.error?.message}`)
  }
  return { order_id: answer.order?.id ?? null }
}

async function stubborn<T>(what: string, attempt: () => Promise<T>): Promise<T> {
  let last: unknown
  return until(
    what,
    async () => {
      try {
        return await attempt()
      } catch (error) {
        last = error instanceof Error ? error.message : error
        return null
      }
    },
    { seconds: 180, show: async () => last, everyMs: 250 }
  )
}
