import {
  authenticate,
  type MiddlewareRoute,
  validateAndTransformBody,
} from "@medusajs/framework/http"
import { keepSignal } from "../middlewares"
import { checkCouponSchema } from "./validators"

export const couponMiddlewares: MiddlewareRoute[] = [
  {
    methods: ["GET"],
    matcher: "/store/kairos/coupons",
    middlewares: [authenticate("customer", ["session", "bearer"]), keepSignal],
  },
  {
    methods: ["POST"],
    matcher: "/store/kairos/coupons/check",
    middlewares: [validateAndTransformBody(checkCouponSchema)],
  },
]
