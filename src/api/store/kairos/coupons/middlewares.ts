import {
  authenticate,
  type MiddlewareRoute,
  validateAndTransformBody,
} from "@medusajs/framework/http"
import { checkCouponSchema } from "./validators"

export const couponMiddlewares: MiddlewareRoute[] = [
  {
    methods: ["GET"],
    matcher: "/store/kairos/coupons",
    middlewares: [authenticate("customer", ["session", "bearer"])],
  },
  {
    methods: ["POST"],
    matcher: "/store/kairos/coupons/check",
    middlewares: [validateAndTransformBody(checkCouponSchema)],
  },
]
