import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { validated } from "../../../../../support/validate"
import { actOnOwn, type SubscriptionAnswer } from "../../act-on-own"
import { dayBody } from "../../validators"

/** Lets it rest, from the end of what is paid to a day that `may_pause` allows; `resume` ends the pause before. */
export async function POST(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<SubscriptionAnswer>
): Promise<void> {
  const { day } = validated(dayBody, req.body)
  await actOnOwn(req, res, { kind: "pause", day })
}
