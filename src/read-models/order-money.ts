import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { BigNumber } from "bignumber.js"

export type OrderMoney = { readonly captured: string; readonly refunded: string }

/** What Medusa captured and gave back of some orders. */
export async function moneyOfOrders(
  knex: Knex,
  orderIds: readonly string[]
): Promise<ReadonlyMap<string, OrderMoney>> {
  const { rows } = await knex.raw(
    `select l.order_id,
       coalesce(sum((select sum(c.amount) from capture c where c.payment_id = p.id and c.deleted_at is null)), 0) as captured,
       coalesce(sum((select sum(r.amount) from refund r where r.payment_id = p.id and r.deleted_at is null)), 0) as refunded
     from order_payment_collection l
     join payment p on p.payment_collection_id = l.payment_collection_id and p.deleted_at is null
     where l.order_id = any(?::text[]) and l.deleted_at is null
     group by 1`,
    [[...orderIds]]
  )
  const text = (amount: string) => new BigNumber(amount).toFixed()
  return new Map(
    (rows as readonly { order_id: string; captured: string; refunded: string }[]).map(
      ({ order_id, captured, refunded }) => [
        order_id,
        { captured: text(captured), refunded: text(refunded) },
      ]
    )
  )
}
