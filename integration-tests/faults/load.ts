import { ok, readyCart, type Shopper, type Shopping } from "../support/shopper"
import { until } from "../support/until"

export type Load = {
  /** Carts that were completed, with the order that each became. */
  readonly placed: ReadonlyMap<string, string>
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
  let next = 0
  let open = true
  const work = async () => {
    while (open && next < orders) {
      const shopper = shoppers[next % shoppers.length]!
      next += 1
      const cart_id = await stubborn("a cart", () => readyCart(people, { shopper }))
      const order_id = await stubborn("an order", async () => {
        const { order } = ok(await people.storeAs(shopper).post(`/store/carts/${cart_id}/complete`))
        return order.id as string
      })
      placed.set(cart_id, order_id)
    }
  }
  const done = Promise.all(Array.from({ length: workers }, work)).then(() => undefined)
  // Whoever awaits `done` later sees the failure; until then it must not end the process.
  done.catch(() => undefined)
  const end = () => {
    open = false
  }
  return { placed, done, end }
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
