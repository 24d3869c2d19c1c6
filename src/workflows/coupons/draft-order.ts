import BigNumber from "bignumber.js"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import {
  beginDraftOrderEditWorkflow,
  computeDraftOrderAdjustmentsWorkflow,
  confirmDraftOrderEditWorkflow,
} from "@medusajs/medusa/core-flows"
import { type CouponBasket, GIFT_LINE_KEY, readNewBasket } from "../../read-models/coupon-basket"
import type { Runtime } from "../support/runtime"

type DraftOrder = {
  readonly id: string
  readonly email: string | null
  readonly customer_id: string | null
  readonly currency_code: string
  readonly region_id: string | null
  readonly sales_channel_id: string | null
  readonly is_draft_order: boolean
  readonly promotions: readonly ({ readonly code: string | null } | null)[] | null
  readonly items: readonly (Discounted | null)[] | null
  readonly shipping_methods: readonly (Discounted | null)[] | null
}

type Discounted = {
  readonly adjustments: readonly ({ readonly code: string | null } | null)[] | null
}

/** A draft order, and the codes among its own that take something off. */
export type DraftOrderBasket = CouponBasket & { readonly applied_codes: readonly string[] }

type DraftLine = {
  readonly id: string
  readonly variant_id: string | null
  readonly quantity: number
  readonly unit_price: number
  readonly is_tax_inclusive: boolean | null
  readonly metadata: Readonly<Record<string, unknown>> | null
}

/** A draft order as an admin sees it while editing: with the changes that are not confirmed yet. Null when there is none. */
export async function readDraftOrderBasket(
  runtime: Runtime,
  order_id: string
): Promise<DraftOrderBasket | null> {
  const query = runtime.container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: [
      "id",
      "email",
      "customer_id",
      "currency_code",
      "region_id",
      "sales_channel_id",
      "is_draft_order",
      "promotions.code",
      "items.adjustments.code",
      "shipping_methods.adjustments.code",
    ],
    filters: { id: order_id },
  })
  const [order] = data as unknown as readonly DraftOrder[]
  if (order === undefined) {
    return null
  }
  const preview = await runtime.container.resolve(Modules.ORDER).previewOrderChange(order_id)
  const basket = await readNewBasket(runtime.knex, { ...order, kind: "draft_order", locale: null })
  return {
    ...basket,
    id: order.id,
    currency_code: order.currency_code,
    lines: (preview.items as unknown as readonly DraftLine[]).map((line) => ({
      id: line.id,
      variant_id: line.variant_id,
      quantity: line.quantity,
      amount: new BigNumber(line.unit_price).times(line.quantity).toFixed(),
      is_tax_inclusive: line.is_tax_inclusive === true,
      coupon_id: (line.metadata?.[GIFT_LINE_KEY] as string | undefined) ?? null,
    })),
    codes: (order.promotions ?? []).flatMap((promotion) => promotion?.code ?? []),
    applied_codes: [...(order.items ?? []), ...(order.shipping_methods ?? [])]
      .flatMap((discounted) => discounted?.adjustments ?? [])
      .flatMap((adjustment) => adjustment?.code ?? []),
    completed: !order.is_draft_order,
  }
}

/**
 * Medusa computes the promotions of a new draft order without knowing its customer, so what is bound to one gives
 * nothing until the first edit. This is that edit.
 */
export async function recomputeDraftOrder(
  runtime: Runtime,
  order_id: string,
  confirmed_by: string
): Promise<void> {
  const { container } = runtime
  await beginDraftOrderEditWorkflow(container).run({ input: { order_id } })
  await computeDraftOrderAdjustmentsWorkflow(container).run({ input: { order_id } })
  await confirmDraftOrderEditWorkflow(container).run({ input: { order_id, confirmed_by } })
}
