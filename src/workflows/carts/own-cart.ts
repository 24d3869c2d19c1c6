import {
  addToCartWorkflow,
  deleteLineItemsWorkflow,
  updateLineItemInCartWorkflow,
} from "@medusajs/medusa/core-flows"
import { quantitiesLeft } from "../../core/cart/sellable-part"
import type { SetAside } from "../../modules/kairos-profile/carts"
import { type RecoverableCart, recoverableCart } from "../../read-models/recoverable-cart"
import { type Unsellable, unsellable } from "../../read-models/sellable"
import type { Runtime } from "../support/runtime"
import { linesLeft, nameOf } from "./lines-left"
import type { Recovered } from "./recovered"

/**
 * One's own cart, as it can be ordered: without what is not for sale any more, and with as much of the rest as there is. What is
 * out of stock at this moment is set aside, and comes back with the link once there is some, unless the shopper has changed it
 * meanwhile.
 */
export async function ownCart(runtime: Runtime, given: RecoverableCart): Promise<Recovered> {
  const aside = await runtime.profile.carts.asideOf(given.id)
  const stillAside = await bringBack(runtime, given, aside)
  const cart = aside.length === 0 ? given : await recoverableCart(runtime.knex, given.id)
  if (cart === null) {
    return { kind: "gone" }
  }
  const gone = await unsellable(runtime.knex, cart.lines, cart.sales_channel_id)
  if (linesLeft(cart, gone).length === 0) {
    return { kind: "gone" }
  }
  const waits = new Set(stillAside.map(({ variant_id }) => variant_id))
  const fresh = gone.filter(({ variant_id }) => !waits.has(variant_id))
  const left = new Map(gone.map(({ variant_id, available }) => [variant_id, available]))
  const asideNow: readonly Titled[] = [
    ...stillAside.map((one) => ({
      ...one,
      left: left.get(one.variant_id) ?? quantityOf(cart, one.variant_id),
    })),
    ...fresh.filter(({ why }) => why === "out_of_stock").map((one) => asideOf(one, cart)),
  ]
  if (gone.length > 0 || aside.length > 0) {
    await takeOut(runtime, cart, gone)
    await runtime.profile.carts.setAside(
      cart.id,
      asideNow.map(({ title: _title, ...one }) => one)
    )
  }
  const ended = fresh.filter(({ why }) => why !== "out_of_stock")
  return {
    kind: "cart",
    cart_id: cart.id,
    missing: [...asideNow.map(nameOf), ...ended.map(({ title }) => title)],
  }
}

const quantityOf = ({ lines }: RecoverableCart, variantId: string): number =>
  lines.find(({ variant_id }) => variant_id === variantId)?.quantity ?? 0

type Titled = SetAside & { readonly title: string }

const asideOf = ({ variant_id, title, available }: Unsellable, cart: RecoverableCart): Titled => ({
  variant_id,
  title,
  wanted: quantityOf(cart, variant_id),
  left: available,
})

/** Puts back what was set aside, as far as there is some by now. @returns what still is not there */
async function bringBack(
  runtime: Runtime,
  cart: RecoverableCart,
  aside: readonly SetAside[]
): Promise<readonly Titled[]> {
  // Another quantity than was left there: the shopper has decided otherwise.
  const untouched = aside.filter(({ variant_id, left }) => quantityOf(cart, variant_id) === left)
  const wanted = untouched.map(({ variant_id, wanted: quantity }) => ({ variant_id, quantity }))
  const gone = new Map(
    (wanted.length === 0 ? [] : await unsellable(runtime.knex, wanted, cart.sales_channel_id)).map(
      (one) => [one.variant_id, one]
    )
  )
  const items = untouched.flatMap(({ variant_id, wanted: all, left }) => {
    const quantity = (gone.get(variant_id)?.available ?? all) - left
    return quantity > 0 ? [{ variant_id, quantity }] : []
  })
  if (items.length > 0) {
    await addToCartWorkflow(runtime.container).run({ input: { cart_id: cart.id, items } })
  }
  return untouched.flatMap((one) => {
    const found = gone.get(one.variant_id)
    return found?.why === "out_of_stock" ? [{ ...one, title: found.title }] : []
  })
}

/** With what cannot be had in it, the cart could not be ordered. */
async function takeOut(
  { container }: Runtime,
  { id: cart_id, lines }: RecoverableCart,
  gone: readonly Unsellable[]
): Promise<void> {
  const parts = lines.flatMap((line) =>
    line.parts.map((part) => ({ ...part, variant_id: line.variant_id }))
  )
  const left = new Map(gone.map(({ variant_id, available }) => [variant_id, available]))
  const kept = quantitiesLeft(parts, left)
  const ids = parts.filter((_, i) => kept[i] === 0).map(({ id }) => id)
  if (ids.length > 0) {
    await deleteLineItemsWorkflow(container).run({ input: { cart_id, ids } })
  }
  for (const [i, { id: item_id, quantity: had }] of parts.entries()) {
    const quantity = kept[i] ?? had
    if (quantity > 0 && quantity !== had) {
      await updateLineItemInCartWorkflow(container).run({
        input: { cart_id, item_id, update: { quantity } },
      })
    }
  }
}
