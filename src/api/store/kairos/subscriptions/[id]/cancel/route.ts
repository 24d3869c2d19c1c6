import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { validated } from "../../../../../support/validate"
import { actOnOwn, type SubscriptionAnswer } from "../../act-on-own"
import { noBody } from "../../validators"

/** Ends it with the time that is paid. Nothing is charged any more; the receipt comes by mail. */
export async function POST(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<SubscriptionAnswer>
): Promise<void> {
  validated(noBody, req.body)
  await actOnOwn(req, res, { kind: "cancel" })
}
