import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { validated } from "../../../../../support/validate"
import { actOnOwn, type SubscriptionAnswer } from "../../act-on-own"
import { autoRenewBody } from "../../validators"

/** Gives or takes back the permission to be charged without being asked again. */
export async function POST(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<SubscriptionAnswer>
): Promise<void> {
  const body = validated(autoRenewBody, req.body)
  await actOnOwn(
    req,
    res,
    body.enabled
      ? { kind: "auto_renew", on: true, text_version: body.text_version }
      : { kind: "auto_renew", on: false }
  )
}
