import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { validated } from "../../../../../support/validate"
import { actOnOwn, type SubscriptionAnswer } from "../../act-on-own"
import { noBody } from "../../validators"

/** Takes a cancellation back while the paid time lasts; automatic renewal needs a new consent. */
export async function POST(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<SubscriptionAnswer>
): Promise<void> {
  validated(noBody, req.body)
  await actOnOwn(req, res, { kind: "resume" })
}
