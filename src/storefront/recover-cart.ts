import { request, type Transport } from "./transport"

export type RecoveredCart = {
  /** The shopper's own cart, or a new one with the same things; from now on this page's cart. */
  readonly cart_id: string
  /** Titles of what is not for sale any more and was left out. */
  readonly missing: readonly string[]
}

/**
 * Makes a cart out of what stands behind `kairos_cart=` in the address of a reminder's link.
 * @throws KairosError 400 (not a link of ours, too old), 409 (an order by now, or nothing left), 429
 */
export const cartRecoverer =
  (options: Transport, timeoutMs: number) =>
  async (token: string, cartId: string | null = null): Promise<RecoveredCart> =>
    (await request(options, {
      path: "/store/kairos/carts/recover",
      body: { token, cart_id: cartId },
      timeoutMs,
    })) as RecoveredCart
