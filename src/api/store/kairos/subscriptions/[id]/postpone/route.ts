import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { validated } from "../../../../../support/validate"
import { actOnOwn, type SubscriptionAnswer } from "../../act-on-own"
import { dayBody } from "../../validators"

/** Moves the next date to a day that `may_postpone` allows; it lasts until then. */
export async function POST(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<SubscriptionAnswer>
): Promise<void> {
  const { day } = validated(dayBody, req.body)
  await actOnOwn(req, res, { kind: "postpone", day })
}
