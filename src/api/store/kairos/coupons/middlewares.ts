import {
  authenticate,
  type MiddlewareRoute,
  validateAndTransformBody,
} from "@medusajs/framework/http"
import { checkCouponSchema } from "./validators"

export const couponMiddlewares: MiddlewareRoute[] = [
  {
    method: "GET",
    matcher: "/store/kairos/coupons",
    middlewares: [authenticate("customer", ["session", "bearer"])],
  },
  {
    method: "POST",
    matcher: "/store/kairos/coupons/check",
    middlewares: [validateAndTransformBody(checkCouponSchema)],
  },
]
