import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { SubscriptionDetailResponse } from "../../../../../../types"
import { validated } from "../../../../../support/validate"
import { actForCustomer } from "../../act-for-customer"
import { emptyBody } from "../../validators"

/** Takes down a withdrawal that reached the shop another way; the customer gets the same receipt. */
export async function POST(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<SubscriptionDetailResponse>
): Promise<void> {
  validated(emptyBody, req.body)
  await actForCustomer(req, res, { kind: "withdraw" }, "withdraw")
}
