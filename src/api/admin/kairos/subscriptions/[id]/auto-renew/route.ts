import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { SubscriptionDetailResponse } from "../../../../../../types"
import { validated } from "../../../../../support/validate"
import { actForCustomer } from "../../act-for-customer"
import { stopRenewingBody } from "../../validators"

/** Turns automatic renewal off for a customer who asked for it; only they can turn it on. */
export async function POST(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<SubscriptionDetailResponse>
): Promise<void> {
  validated(stopRenewingBody, req.body)
  await actForCustomer(req, res, { kind: "auto_renew", on: false }, "stop_renewing")
}
