import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { SubscriptionResponse } from "../../../../types"
import { presentSubscription } from "../../../../workflows/present/present-subscription"
import { runtimeOf } from "../../../../workflows/support/runtime"
import { validated } from "../../../support/validate"
import { subscriptionsQuery } from "./validators"

export async function GET(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<{
    subscriptions: readonly SubscriptionResponse[]
    count: number
    offset: number
    limit: number
  }>
): Promise<void> {
  const { renewal, options } = runtimeOf(req.scope)
  const { offset, limit, customer_id, ...filter } = validated(subscriptionsQuery, req.query)
  const { rows, count } = await renewal.subscriptions.list(
    { ...filter, ...(customer_id === undefined ? {} : { customer_ids: [customer_id] }) },
    { offset, limit }
  )
  const renewals = await renewal.renewals.listOf(rows.map(({ id }) => id))
  const subscriptions = rows.map((row) =>
    presentSubscription(
      row,
      renewals.filter(({ subscription_id }) => subscription_id === row.id),
      options.locale
    )
  )
  res.json({ subscriptions, count, offset, limit })
}
