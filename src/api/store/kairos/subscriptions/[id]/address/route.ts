import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { validated } from "../../../../../support/validate"
import { actOnOwn, type SubscriptionAnswer } from "../../act-on-own"
import { addressBody } from "../../validators"

/** Sends its next orders to another address in the same country; a total that this changes is told anew before it is charged. */
export async function POST(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<SubscriptionAnswer>
): Promise<void> {
  await actOnOwn(req, res, { kind: "address", address: validated(addressBody, req.body) })
}
