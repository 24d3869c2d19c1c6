import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { validated } from "../../../../../support/validate"
import { actOnOwn, type SubscriptionAnswer } from "../../act-on-own"
import { noBody } from "../../validators"

/** Withdraws from the contract, within the days that the law of the shopper's country gives. */
export async function POST(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<SubscriptionAnswer>
): Promise<void> {
  validated(noBody, req.body)
  await actOnOwn(req, res, { kind: "withdraw" })
}
