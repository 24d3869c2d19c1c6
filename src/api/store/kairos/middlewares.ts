import {
  authenticate,
  type AuthenticatedMedusaRequest,
  type MiddlewareRoute,
} from "@medusajs/framework/http"
import { asksForPrivacy } from "../../../core/consent/gpc"
import { honourGpc } from "../../../workflows/consent/honour-gpc"
import { customerOf } from "../../support/session-customer"
import { stepMiddleware } from "../../support/step-middleware"

const maybeCustomer = authenticate("customer", ["session", "bearer"], {
  allowUnauthenticated: true,
})

/** A hundred events of 32 KB, and what stands around them. */
const EVENTS_BODY = "4mb"

/** Global Privacy Control of a logged-in customer becomes evidence before anything else is done (B-18). */
export const keepSignal = stepMiddleware<AuthenticatedMedusaRequest>(async (runtime, req) => {
  const customer_id = asksForPrivacy(req.headers["sec-gpc"]) ? customerOf(req) : null
  if (customer_id !== null) {
    await honourGpc(runtime, customer_id)
  }
  return true
})

/** A shopper's own routes know the session where there is one; identity never comes from a query or a body. */
export const contentMiddlewares: MiddlewareRoute[] = [
  { matcher: "/store/kairos/carts/recover", methods: ["POST"], middlewares: [maybeCustomer] },
  { matcher: "/store/kairos/content", methods: ["GET"], middlewares: [maybeCustomer] },
  { matcher: "/store/kairos/recommendations", methods: ["GET"], middlewares: [maybeCustomer] },
  {
    matcher: "/store/kairos/events",
    methods: ["POST"],
    bodyParser: { sizeLimit: EVENTS_BODY },
    middlewares: [maybeCustomer, keepSignal],
  },
  // A beacon comes without a login, and with the browser's limit of 64 KB.
  { matcher: "/kairos/events", methods: ["POST"], bodyParser: { sizeLimit: "128kb" } },
  {
    matcher: "/store/kairos/decisions/:id/review",
    methods: ["POST"],
    middlewares: [authenticate("customer", ["session", "bearer"])],
  },
  {
    matcher: "/store/kairos/decisions/:id/why",
    methods: ["GET"],
    middlewares: [maybeCustomer, keepSignal],
  },
]
