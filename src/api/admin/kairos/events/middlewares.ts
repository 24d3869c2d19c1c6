import type { MiddlewareRoute } from "@medusajs/framework/http"

/** A hundred events with fifty properties each are more than Medusa's 100 KB. */
export const eventMiddlewares: MiddlewareRoute[] = [
  { matcher: "/admin/kairos/events", methods: ["POST"], bodyParser: { sizeLimit: "3mb" } },
]
