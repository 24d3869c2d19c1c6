import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { takeReports } from "../../../../workflows/reports/take-reports"
import { isVerifiedReport } from "../../../../workflows/reports/verify-report"
import { runtimeOf } from "../../../../workflows/support/runtime"
import { badRequest } from "../../../support/validate"

/**
 * SendGrid's Event Webhook, signed. 200 only after everything is written; SendGrid sends again whatever else it is answered,
 * and what comes again changes nothing.
 */
export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const verified = await isVerifiedReport(runtime, {
    signature: req.get("X-Twilio-Email-Event-Webhook-Signature"),
    timestamp: req.get("X-Twilio-Email-Event-Webhook-Timestamp"),
    body: (req as { rawBody?: Buffer }).rawBody,
  })
  if (!verified) {
    throw new MedusaError(
      MedusaError.Types.UNAUTHORIZED,
      'the signature does not fit, or is too old; sign events in SendGrid and set its verification key as the option "sendgrid.webhookPublicKey"'
    )
  }
  if (!Array.isArray(req.body)) {
    throw badRequest([{ path: "", message: "the body must be a list of events" }])
  }
  res.json(await takeReports(runtime, req.body))
}
