import { useCallback, useEffect, useState } from "react"
import type { Clients } from "../lib/clients"
import { COOKIE, readCookie, removeCookie, writeCookie } from "../lib/cookies"
import type { Cart, Region } from "../lib/shop-api"

const CART_FIELDS = "*items,*items.thumbnail,*promotions,*region.countries,*shipping_methods"
const CART_DAYS = 30

/** `unknown` until the browser has looked. */
export type CartState = { readonly status: "unknown" | "known"; readonly cart: Cart | null }

export type CartActions = {
  /** `metadata` of the line, such as the plan that it begins. */
  readonly add: (
    variantId: string,
    quantity: number,
    metadata?: Record<string, unknown>
  ) => Promise<void>
  readonly setQuantity: (itemId: string, quantity: number) => Promise<void>
  readonly remove: (itemId: string) => Promise<void>
  /** False when the shop did not take the code. */
  readonly applyCode: (code: string) => Promise<boolean>
  readonly removeCode: (code: string) => Promise<void>
  readonly reload: () => Promise<Cart | null>
  /** After an order, or a log out: the next product starts a new cart. */
  readonly drop: () => void
  /** From a reminder's link. What came of it, and what is not for sale any more. */
  readonly recover: (token: string) => Promise<Recovery>
  /** After logging in, the cart becomes the customer's. */
  readonly claim: () => Promise<void>
}

export type Recovery =
  | { readonly kind: "recovered"; readonly missing: readonly string[] }
  | { readonly kind: "ordered" | "failed" }

const hasCode = (cart: Cart, code: string): boolean =>
  cart.promotions.some((promotion) => promotion.code?.toLowerCase() === code.toLowerCase())

const status = (error: unknown): number | undefined => (error as { status?: number } | null)?.status

/** @param cartId what the server read from the cookie: without one there is no cart, and the first paint may say so */
export const useCart = (
  { sdk, kairos }: Clients,
  region: Region | null,
  cartId: string | null
): CartState & CartActions => {
  const [state, setState] = useState<CartState>({
    status: cartId === null ? "known" : "unknown",
    cart: null,
  })

  const reload = useCallback(async (): Promise<Cart | null> => {
    const id = readCookie(COOKIE.cart)
    const cart = id
      ? await sdk.store.cart.retrieve(id, { fields: CART_FIELDS }).then(
          (answer) => answer.cart,
          (error: unknown) => {
            if (status(error) === 404) removeCookie(COOKIE.cart)
            return null
          }
        )
      : null
    const open = cart !== null && !(cart as { completed_at?: unknown }).completed_at ? cart : null
    setState({ status: "known", cart: open })
    return open
  }, [sdk])

  useEffect(() => void reload(), [reload])

  const drop = useCallback(() => {
    removeCookie(COOKIE.cart)
    setState({ status: "known", cart: null })
  }, [])

  const claim = useCallback(async () => {
    const id = readCookie(COOKIE.cart)
    if (id) await sdk.store.cart.transferCart(id).catch(() => undefined)
    await reload()
  }, [sdk, reload])

  const add: CartActions["add"] = async (variantId, quantity, metadata) => {
    if (region === null) throw new Error("the shop has no region")
    const known = state.cart?.id ?? (await reload())?.id
    const id = known ?? (await sdk.store.cart.create({ region_id: region.id })).cart.id
    if (known === undefined) writeCookie(COOKIE.cart, id, CART_DAYS)
    await sdk.store.cart.createLineItem(id, {
      variant_id: variantId,
      quantity,
      ...(metadata === undefined ? {} : { metadata }),
    })
    await reload()
  }

  const onCart = async (work: (id: string) => Promise<unknown>) => {
    const id = state.cart?.id
    if (id === undefined) return
    await work(id)
    await reload()
  }

  const promotions = (method: "POST" | "DELETE", id: string, code: string) =>
    sdk.client.fetch(`/store/carts/${id}/promotions`, { method, body: { promo_codes: [code] } })

  const applyCode = async (code: string): Promise<boolean> => {
    const id = state.cart?.id
    if (id === undefined) return false
    try {
      await promotions("POST", id, code)
    } catch (error) {
      if (status(error) === undefined || (status(error) ?? 0) >= 500) throw error
      return false
    }
    const cart = await reload()
    return cart !== null && hasCode(cart, code)
  }

  const recover = useCallback(
    async (token: string): Promise<Recovery> => {
      try {
        const { cart_id, missing } = await kairos.recoverCart(token, readCookie(COOKIE.cart))
        writeCookie(COOKIE.cart, cart_id, CART_DAYS)
        await reload()
        return { kind: "recovered", missing }
      } catch (error) {
        return { kind: status(error) === 409 ? "ordered" : "failed" }
      }
    },
    [kairos, reload]
  )

  return {
    ...state,
    add,
    recover,
    setQuantity: (item, quantity) =>
      onCart((id) => sdk.store.cart.updateLineItem(id, item, { quantity })),
    remove: (item) => onCart((id) => sdk.store.cart.deleteLineItem(id, item)),
    applyCode,
    removeCode: (code) => onCart((id) => promotions("DELETE", id, code)),
    reload,
    drop,
    claim,
  }
}
