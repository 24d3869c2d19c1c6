import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { languageOf } from "../../../../core/content/format-value"
import type { OwnSubscriptionResponse } from "../../../../types"
import { ownSubscriptions } from "../../../../workflows/renewal/own-subscriptions"
import { runtimeOf } from "../../../../workflows/support/runtime"

/** The logged-in person's own subscriptions, newest first, each with its next date and amount. */
export async function GET(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<{ subscriptions: readonly OwnSubscriptionResponse[] }>
): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const own = { customer_ids: [req.auth_context.actor_id] }
  const { rows } = await runtime.renewal.subscriptions.list(own, { offset: 0, limit: 100 })
  const language = languageOf(req.get("accept-language")) ?? runtime.options.locale
  res.setHeader("Cache-Control", "private, no-store")
  res.json({ subscriptions: await ownSubscriptions(runtime, rows, language) })
}
