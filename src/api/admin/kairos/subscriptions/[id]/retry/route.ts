import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { SubscriptionDetailResponse } from "../../../../../../types"
import { validated } from "../../../../../support/validate"
import { actForCustomer } from "../../act-for-customer"
import { emptyBody } from "../../validators"

/** Tries a payment that failed once more now, or asks the provider what became of one that gave no answer. */
export async function POST(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<SubscriptionDetailResponse>
): Promise<void> {
  validated(emptyBody, req.body)
  await actForCustomer(req, res, { kind: "retry" }, "retry")
}
