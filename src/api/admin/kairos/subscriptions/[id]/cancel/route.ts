import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { SubscriptionDetailResponse } from "../../../../../../types"
import { validated } from "../../../../../support/validate"
import { actForCustomer } from "../../act-for-customer"
import { emptyBody } from "../../validators"

/** Cancels for a customer who asked for it; they get the same receipt. */
export async function POST(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<SubscriptionDetailResponse>
): Promise<void> {
  validated(emptyBody, req.body)
  await actForCustomer(req, res, { kind: "cancel" }, "cancel")
}
