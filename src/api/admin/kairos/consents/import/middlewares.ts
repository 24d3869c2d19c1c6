import type { MiddlewareRoute } from "@medusajs/framework/http"

/** Thousands of lines with their words are more than Medusa's 100 KB. */
export const importMiddlewares: MiddlewareRoute[] = [
  { matcher: "/admin/kairos/consents/import", methods: ["POST"], bodyParser: { sizeLimit: "8mb" } },
  { matcher: "/admin/kairos/exclusions", methods: ["POST"], bodyParser: { sizeLimit: "8mb" } },
]
