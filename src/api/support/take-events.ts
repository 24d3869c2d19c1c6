import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { z } from "@medusajs/framework/zod"
import { asksForPrivacy } from "../../core/consent/gpc"
import { secondsBeforeEvents } from "../../workflows/behaviour/event-limits"
import { recordBehaviour } from "../../workflows/behaviour/record-behaviour"
import { addressOf, answerTooMany } from "../../workflows/support/rate-limits"
import { runtimeOf } from "../../workflows/support/runtime"
import type { eventsBody } from "../store/kairos/events/validators"
import { customerOf } from "./session-customer"

/** Answers a batch of events, however it came. */
export async function takeEvents(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse,
  { consent, ...report }: z.output<typeof eventsBody>
): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const wait = await secondsBeforeEvents(runtime, {
    address: addressOf(req),
    visitor_id: report.visitor_id,
    events: report.events.length,
  })
  if (wait > 0) {
    return answerTooMany(res, wait)
  }
  const receipt = await recordBehaviour(runtime, {
    ...report,
    permission: consent,
    privacy_signal: asksForPrivacy(req.headers["sec-gpc"]),
    customer_id: customerOf(req),
  })
  res.status(202).json(receipt)
}
