import { createCartWorkflow } from "@medusajs/medusa/core-flows"
import { keepCarts } from "../../src/workflows/moments/keep-carts"
import type { Runtime } from "../../src/workflows/support/runtime"
import type { MedusaShop } from "./shop"
import type { Sellable } from "./tier-purchases"

type Shopper = { readonly id: string; readonly email: string }

/** How long ago each was left, and how much lies in it. */
const LEFT = [
  { hours: 2, items: 2 },
  { hours: 7, items: 1 },
  { hours: 26, items: 3 },
  { hours: 70, items: 1 },
  { hours: 145, items: 2 },
] as const
/** Carts that are still being filled. */
const OPEN_MINUTES = [4, 18] as const
const HOUR = 3_600_000
const MINUTE = 60_000

/**
 * Carts that customers left and carts that they are filling, so that the admin shows what it shows in a shop. They are taken over as an
 * installation takes over what lies in the shop: nobody is reminded of them before they come back.
 */
export async function createCarts(
  runtime: Runtime,
  shop: MedusaShop,
  {
    shoppers,
    sellable,
  }: { readonly shoppers: readonly Shopper[]; readonly sellable: readonly Sellable[] }
): Promise<void> {
  const ages = [
    ...LEFT.map(({ hours, items }) => ({ age: hours * HOUR, items })),
    ...OPEN_MINUTES.map((minutes) => ({ age: minutes * MINUTE, items: 1 })),
  ]
  const now = runtime.clock.now().getTime()
  for (const [turn, { age, items }] of ages.entries()) {
    const shopper = shoppers[turn]
    if (shopper === undefined) {
      break
    }
    const { result } = await createCartWorkflow(runtime.container).run({
      input: {
        region_id: shop.region_id,
        sales_channel_id: shop.sales_channel_id,
        customer_id: shopper.id,
        email: shopper.email,
        items: Array.from({ length: items }, (_, i) => ({
          variant_id: sellable[(turn * 7 + i * 3) % sellable.length]!.variant_id,
          quantity: 1 + ((turn + i) % 2),
        })),
      },
    })
    await moveBack(runtime, result.id, new Date(now - age))
  }
  await keepCarts(runtime)
}

/** The time of a cart's last activity is when what lies in it was put there. */
async function moveBack({ knex }: Runtime, cart_id: string, created_at: Date): Promise<void> {
  await knex("cart").where({ id: cart_id }).update({ created_at })
  await knex("cart_line_item").where({ cart_id }).update({ created_at })
}
