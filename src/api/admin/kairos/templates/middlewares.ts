import type { MiddlewareRoute } from "@medusajs/framework/http"

/** Subject, body and text may have 64 KB each, and JSON makes them longer; Medusa takes 100 KB otherwise. */
export const templateMiddlewares: MiddlewareRoute[] = [
  { matcher: "/admin/kairos/templates*", methods: ["POST"], bodyParser: { sizeLimit: "512kb" } },
]
