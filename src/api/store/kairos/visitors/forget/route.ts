import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { addressOf, answerTooMany } from "../../../../../workflows/support/rate-limits"
import { secondsBeforeEvents } from "../../../../../workflows/behaviour/event-limits"
import { runtimeOf } from "../../../../../workflows/support/runtime"
import { jsonBody } from "../../../../support/json-body"
import { validated } from "../../../../support/validate"
import { forgetBody } from "../../events/validators"

/** A visitor takes their consent back: what they did goes, and the link to a customer. Alike for ids that nobody knows. */
export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const { visitor_id } = validated(forgetBody, jsonBody(req.body, "{ visitor_id }"))
  const wait = await secondsBeforeEvents(runtime, {
    address: addressOf(req),
    visitor_id: null,
    events: 1,
  })
  if (wait > 0) {
    return answerTooMany(res, wait)
  }
  await runtime.profile.behaviour.forget({ visitor_id })
  res.status(202).json({})
}
