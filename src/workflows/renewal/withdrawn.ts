import { BigNumber } from "bignumber.js"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { refundOf, type Refund, type WithdrawnOrder } from "../../core/renewal/withdrawal"
import {
  type RenewalRow,
  type SubscriptionRow,
  toSubscription,
} from "../../modules/kairos-renewal/rows"
import type { RecordRow } from "../../modules/kairos-renewal/subscriptions"
import { conclusionsOf } from "../../read-models/conclusions"
import { moneyOfOrders } from "../../read-models/order-money"
import type { Runtime } from "../support/runtime"

export type Withdrawn = Refund & {
  readonly at: Date
  readonly goods: boolean
  readonly orders: readonly WithdrawnOrder[]
}

type Order = {
  readonly id: string
  readonly total: unknown
  readonly items: readonly { readonly id: string; readonly total: unknown }[] | null
}

/**
 * What a withdrawal leaves for the shop to do, by what Medusa captured and gave back until now. Null where nobody withdrew. Kairos
 * itself refunds nothing: what came back and what was used, only the shop knows.
 */
export async function withdrawnOf(
  runtime: Runtime,
  row: SubscriptionRow,
  renewals: readonly RenewalRow[],
  records: readonly RecordRow[]
): Promise<Withdrawn | null> {
  const said = records.findLast(({ kind }) => kind === "withdrawn")
  if (said === undefined || row.status !== "withdrawn") {
    return null
  }
  const concluded = (await conclusionsOf(runtime.knex, [row.id])).get(row.id) ?? []
  const conclusion = concluded.find(({ period_index }) => period_index === said.period_index)
  const orders = await ordersSince(runtime, row, renewals, said.period_index)
  const goods = conclusion?.goods ?? false
  const at = said.at.toISOString()
  const about = { at, goods, currency_code: row.currency_code }
  return { at: said.at, goods, orders, ...refundOf(toSubscription(row), about, orders) }
}

/** The order of what was withdrawn from, and those of the renewals that came of it. */
async function ordersSince(
  { container, knex }: Runtime,
  row: SubscriptionRow,
  renewals: readonly RenewalRow[],
  from: number | null
): Promise<readonly WithdrawnOrder[]> {
  const parts = [
    ...(from === null ? [{ order_id: row.order_id, period_index: null }] : []),
    ...renewals.filter(({ period_index }) => from === null || period_index >= from),
  ].filter((part): part is typeof part & { order_id: string } => part.order_id !== null)
  const ids = parts.map(({ order_id }) => order_id)
  if (ids.length === 0) {
    return []
  }
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: ["id", "total", "items.id", "items.total"],
    filters: { id: ids },
  })
  const orders = data as unknown as readonly Order[]
  const money = await moneyOfOrders(knex, ids)
  return parts.map(({ order_id, period_index }) => ({
    order_id,
    period_index,
    total: shareOf(
      orders.find(({ id }) => id === order_id),
      row.line_item_id
    ),
    ...(money.get(order_id) ?? { captured: "0", refunded: "0" }),
  }))
}

/** The whole order with its delivery (art. 13(1)), or this line of it where more was bought. */
function shareOf(order: Order | undefined, line_item_id: string): string {
  const items = order?.items ?? []
  const line = items.length > 1 ? items.find(({ id }) => id === line_item_id) : order
  return new BigNumber(String(line?.total ?? 0)).toFixed()
}
