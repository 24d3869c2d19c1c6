import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { validated } from "../../../../../support/validate"
import { actOnOwn, type SubscriptionAnswer } from "../../act-on-own"
import { renewBody } from "../../validators"

/** Renews it now for the amount that the shopper saw, once; or keeps one that was not used for a while. */
export async function POST(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<SubscriptionAnswer>
): Promise<void> {
  const { amount } = validated(renewBody, req.body)
  await actOnOwn(req, res, { kind: "renew", amount })
}
