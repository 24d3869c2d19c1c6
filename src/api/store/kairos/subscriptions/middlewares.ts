import { authenticate, type MiddlewareRoute } from "@medusajs/framework/http"
import { keepSignal } from "../middlewares"

const customer = [authenticate("customer", ["session", "bearer"]), keepSignal]

export const subscriptionMiddlewares: MiddlewareRoute[] = [
  { matcher: "/store/kairos/subscriptions", methods: ["GET"], middlewares: customer },
  {
    matcher: "/store/kairos/subscriptions/:id/*",
    methods: ["GET", "POST"],
    middlewares: customer,
  },
]
