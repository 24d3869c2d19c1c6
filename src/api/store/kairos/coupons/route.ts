import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { languageOf } from "../../../../core/content/format-value"
import type { StoreCouponResponse } from "../../../../types"
import { listCouponsOfCustomer } from "../../../../workflows/coupons/list-coupons"
import { runtimeOf } from "../../../../workflows/support/runtime"

/** The logged-in person's own coupons, newest first. */
export async function GET(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<{ coupons: readonly StoreCouponResponse[] }>
): Promise<void> {
  const coupons = await listCouponsOfCustomer(
    runtimeOf(req.scope),
    req.auth_context.actor_id,
    languageOf(req.get("accept-language"))
  )
  res.setHeader("Cache-Control", "private, no-store")
  res.json({ coupons })
}
