import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { IncidentResponse } from "../../../../../../types"
import { answerIncident } from "../../../../../../workflows/incidents/answer-incident"
import { runtimeOf } from "../../../../../../workflows/support/runtime"
import { conflict, notFound, validated } from "../../../../../support/validate"
import { answeredBody } from "../../validators"

/** Somebody of the shop answered just now; nobody waits any more. Its end is for whoever opened it to tell. */
export async function POST(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<{ incident: IncidentResponse }>
): Promise<void> {
  validated(answeredBody, req.body ?? {})
  const id = req.params.id as string
  const incident = await answerIncident(runtimeOf(req.scope), id, req.auth_context.actor_id)
  if (incident === "unknown") {
    throw notFound("incident", id)
  }
  if (incident === "answered") {
    throw conflict(`the incident "${id}" is answered or over already; load the list again`)
  }
  res.json({ incident })
}
