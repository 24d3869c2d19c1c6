import { authenticate, type MiddlewareRoute } from "@medusajs/framework/http"

const maybeCustomer = authenticate("customer", ["session", "bearer"], {
  allowUnauthenticated: true,
})

/** A shopper's own routes know the session where there is one; identity never comes from a query or a body. */
export const contentMiddlewares: MiddlewareRoute[] = [
  { matcher: "/store/kairos/content", methods: ["GET"], middlewares: [maybeCustomer] },
  { matcher: "/store/kairos/decisions/:id/why", methods: ["GET"], middlewares: [maybeCustomer] },
]
