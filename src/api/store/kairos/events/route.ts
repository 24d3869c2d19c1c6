import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { jsonBody } from "../../../support/json-body"
import { takeEvents } from "../../../support/take-events"
import { validated } from "../../../support/validate"
import { eventsBody } from "./validators"

/** What visitors do in the storefront. Nothing is kept without consent, no cookie is ever set. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const body = jsonBody(req.body, "{ visitor_id, consent, events }")
  await takeEvents(req, res, validated(eventsBody, body))
}
