import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { knowsPublishableKey } from "../../../read-models/publishable-key"
import { runtimeOf } from "../../../workflows/support/runtime"
import { beaconBody } from "../../store/kairos/events/validators"
import { takeEvents } from "../../support/take-events"
import { jsonBody } from "../../support/json-body"
import { badRequest, validated } from "../../support/validate"

/**
 * The same as POST /store/kairos/events, for `navigator.sendBeacon`, which cannot send a header: the publishable key stands
 * in the body, and nobody is logged in. A page that goes away sends its last events here.
 */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const body = jsonBody(req.body, "{ key, visitor_id, consent, events }")
  const { key, ...report } = validated(beaconBody, body)
  if (!(await knowsPublishableKey(runtimeOf(req.scope).knex, key))) {
    throw badRequest([{ path: "key", message: "is not a publishable key of this shop" }])
  }
  await takeEvents(req, res, report)
}
