import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { Page, TriedCodeResponse } from "../../../../types"
import { presentTriedCodes } from "../../../../workflows/present/present-tried-codes"
import { runtimeOf } from "../../../../workflows/support/runtime"
import { validated } from "../../../support/validate"
import { couponAttemptsQuery } from "./validators"

/** The codes that others than their owners tried, the last tried first; what leaked was revoked. */
export async function GET(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<Page<"coupon_attempts", TriedCodeResponse>>
): Promise<void> {
  res.json(await presentTriedCodes(runtimeOf(req.scope), validated(couponAttemptsQuery, req.query)))
}
