import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { IncidentsResponse } from "../../../../types"
import { presentIncidents } from "../../../../workflows/present/present-incidents"
import { runtimeOf } from "../../../../workflows/support/runtime"
import { validated } from "../../../support/validate"
import { incidentsQuery } from "./validators"

/** What went wrong for customers: whoever waits for an answer, the longest first, or what was answered in time or late. */
export async function GET(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<IncidentsResponse>
): Promise<void> {
  res.json(await presentIncidents(runtimeOf(req.scope), validated(incidentsQuery, req.query)))
}
