import type { MiddlewareRoute } from "@medusajs/framework/http"

/** SendGrid's batches end at 768 KB. The signature is over the bytes as they came, so they are kept. */
const REPORTS_BODY = "1mb"

export const webhookMiddlewares: MiddlewareRoute[] = [
  {
    matcher: "/kairos/webhooks/sendgrid",
    methods: ["POST"],
    bodyParser: { sizeLimit: REPORTS_BODY, preserveRawBody: true },
  },
]
