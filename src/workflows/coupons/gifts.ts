import type { MedusaContainer } from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  getVariantAvailability,
  QueryContext,
} from "@medusajs/framework/utils"
import {
  addDraftOrderItemsWorkflow,
  addToCartWorkflow,
  deleteLineItemsWorkflow,
} from "@medusajs/medusa/core-flows"
import type { Coupon } from "../../core/coupon/coupon"
import { type CouponBasket, GIFT_LINE_KEY } from "../../read-models/coupon-basket"

/** The line that brings a coupon's gift: at its own price, which the coupon's promotion takes off. */
export function giftLine(coupon: Coupon) {
  return {
    variant_id: coupon.gift_variant_id as string,
    quantity: 1,
    metadata: { [GIFT_LINE_KEY]: coupon.id },
  }
}

export function holdsGift(basket: CouponBasket, coupon: Coupon): boolean {
  return basket.lines?.some((line) => line.variant_id === coupon.gift_variant_id) ?? false
}

/** Whether the gift is in the basket or could be added: it exists, is published, has a price there and is in stock. */
export async function giftAvailable(
  container: MedusaContainer,
  basket: CouponBasket,
  coupon: Coupon
): Promise<boolean> {
  if (coupon.kind !== "gift" || holdsGift(basket, coupon)) {
    return true
  }
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const priced = basket.region_id !== null && basket.currency_code !== null
  const { data } = await query.graph({
    entity: "variants",
    fields: [
      "id",
      "manage_inventory",
      "allow_backorder",
      "product.status",
      ...(priced ? ["calculated_price.calculated_amount"] : []),
    ],
    filters: { id: coupon.gift_variant_id as string },
    ...(priced
      ? {
          context: {
            calculated_price: QueryContext({
              region_id: basket.region_id,
              currency_code: basket.currency_code,
            }),
          },
        }
      : {}),
  })
  const [variant] = data as readonly GiftVariant[]
  if (variant === undefined || variant.product?.status !== "published") {
    return false
  }
  if (priced && typeof variant.calculated_price?.calculated_amount !== "number") {
    return false
  }
  return variant.manage_inventory !== true || variant.allow_backorder === true
    ? true
    : inStock(container, variant.id, basket.sales_channel_id)
}

type GiftVariant = {
  readonly id: string
  readonly manage_inventory: boolean | null
  readonly allow_backorder: boolean | null
  readonly product: { readonly status: string } | null
  readonly calculated_price?: { readonly calculated_amount: number | null } | null
}

async function inStock(
  container: MedusaContainer,
  variant_id: string,
  sales_channel_id: string | null
): Promise<boolean> {
  if (sales_channel_id === null) {
    return true
  }
  const found = await getVariantAvailability(container.resolve(ContainerRegistrationKeys.QUERY), {
    variant_ids: [variant_id],
    sales_channel_id,
  })
  return (found[variant_id]?.availability ?? 0) >= 1
}

/** Adds the gift to a basket that exists. */
export async function addGift(
  container: MedusaContainer,
  basket: CouponBasket,
  coupon: Coupon
): Promise<void> {
  const id = basket.id as string
  if (basket.kind === "cart") {
    await addToCartWorkflow(container).run({ input: { cart_id: id, items: [giftLine(coupon)] } })
  } else {
    await addDraftOrderItemsWorkflow(container).run({
      input: { order_id: id, items: [giftLine(coupon)] },
    })
  }
}

/** Takes gifts off a cart whose coupon went: left there, they would be charged at their price. */
export async function removeGifts(
  container: MedusaContainer,
  cart_id: string,
  line_ids: readonly string[]
): Promise<void> {
  if (line_ids.length > 0) {
    await deleteLineItemsWorkflow(container).run({ input: { cart_id, ids: [...line_ids] } })
  }
}
