import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { languageOf } from "../../../../core/content/format-value"
import type { StoreSubscriptionResponse } from "../../../../types"
import { presentStoreSubscription } from "../../../../workflows/present/present-subscription"
import { runtimeOf } from "../../../../workflows/support/runtime"

/** The logged-in person's own subscriptions, newest first, each with its next date and amount. */
export async function GET(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<{ subscriptions: readonly StoreSubscriptionResponse[] }>
): Promise<void> {
  const { renewal, options } = runtimeOf(req.scope)
  const own = { customer_ids: [req.auth_context.actor_id] }
  const { rows } = await renewal.subscriptions.list(own, { offset: 0, limit: 100 })
  const renewals = await renewal.renewals.listOf(rows.map(({ id }) => id))
  const language = languageOf(req.get("accept-language")) ?? options.locale
  res.setHeader("Cache-Control", "private, no-store")
  res.json({
    subscriptions: rows.map((row) =>
      presentStoreSubscription(
        row,
        renewals.filter(({ subscription_id }) => subscription_id === row.id),
        language
      )
    ),
  })
}
