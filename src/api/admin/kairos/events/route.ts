import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { reportEvents } from "../../../../workflows/ingest/report-events"
import { BACKLOG_RETRY_SECONDS, isOverloaded } from "../../../../workflows/support/backlog"
import { answerTooMany } from "../../../../workflows/support/rate-limits"
import { runtimeOf } from "../../../../workflows/support/runtime"
import { validated } from "../../../support/validate"
import { reportBody } from "./validators"

/** Events of other systems about customers, for the shop's own triggers; an event that came before changes nothing. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const { events } = validated(reportBody, req.body)
  if (await isOverloaded(runtimeOf(req.scope))) {
    return answerTooMany(res, BACKLOG_RETRY_SECONDS)
  }
  res.status(202).json(await reportEvents(runtimeOf(req.scope), events))
}
