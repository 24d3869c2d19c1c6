import { authenticate, type MiddlewareRoute } from "@medusajs/framework/http"
import { keepSignal } from "./middlewares"

/** Preferences are the logged-in person's own; a consent may also come from a guest. */
export const consentMiddlewares: MiddlewareRoute[] = [
  {
    matcher: "/store/kairos/preferences",
    methods: ["GET", "POST"],
    middlewares: [authenticate("customer", ["session", "bearer"]), keepSignal],
  },
  {
    matcher: "/store/kairos/preferences/*",
    methods: ["POST"],
    middlewares: [authenticate("customer", ["session", "bearer"]), keepSignal],
  },
  {
    matcher: "/store/kairos/privacy/*",
    methods: ["GET", "POST"],
    middlewares: [authenticate("customer", ["session", "bearer"])],
  },
  {
    matcher: "/store/kairos/consents",
    methods: ["POST"],
    middlewares: [keepSignal],
  },
]
