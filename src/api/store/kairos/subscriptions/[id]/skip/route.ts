import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { validated } from "../../../../../support/validate"
import { actOnOwn, type SubscriptionAnswer } from "../../act-on-own"
import { noBody } from "../../validators"

/** Leaves the next period out, where the plan offers that. */
export async function POST(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<SubscriptionAnswer>
): Promise<void> {
  validated(noBody, req.body)
  await actOnOwn(req, res, { kind: "skip" })
}
