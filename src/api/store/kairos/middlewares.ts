import {
  authenticate,
  type AuthenticatedMedusaRequest,
  type MiddlewareRoute,
} from "@medusajs/framework/http"
import { asksForPrivacy } from "../../../core/consent/gpc"
import { honourGpc } from "../../../workflows/consent/honour-gpc"
import { customerOf } from "../../support/session-customer"
import { stepMiddleware } from "../../support/step-middleware"

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

/**
 * Whose session it is Medusa finds out for all of /store, guests let through; asking it again would read the token twice. Only what
 * needs a login says so. Identity never comes from a query or a body.
 */
export const contentMiddlewares: MiddlewareRoute[] = [
  {
    matcher: "/store/kairos/events",
    methods: ["POST"],
    bodyParser: { sizeLimit: EVENTS_BODY },
    middlewares: [keepSignal],
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
    middlewares: [keepSignal],
  },
]
