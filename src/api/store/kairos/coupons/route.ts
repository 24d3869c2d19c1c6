import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { StoreCouponResponse } from "../../../../types"
import { listCouponsOfCustomer } from "../../../../workflows/coupons/list-coupons"
import { runtimeOf } from "../../../../workflows/support/runtime"

/** The logged-in person's own coupons, newest first. */
export async function GET(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<{ coupons: readonly StoreCouponResponse[] }>
): Promise<void> {
  const coupons = await listCouponsOfCustomer(runtimeOf(req.scope), req.auth_context.actor_id)
  res.setHeader("Cache-Control", "private, no-store")
  res.json({ coupons })
}
