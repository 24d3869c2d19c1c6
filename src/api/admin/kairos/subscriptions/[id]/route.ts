import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { SubscriptionDetailResponse } from "../../../../../types"
import { runtimeOf } from "../../../../../workflows/support/runtime"
import { oneSubscription } from "../one-subscription"

export async function GET(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<SubscriptionDetailResponse>
): Promise<void> {
  res.json(await oneSubscription(runtimeOf(req.scope), req.params.id as string))
}
