import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { presentOverview } from "../../../../../workflows/present/present-measurement"
import { runtimeOf } from "../../../../../workflows/support/runtime"
import { validated } from "../../../../support/validate"
import { periodOf, periodQuery } from "../validators"

export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const period = await periodOf(runtime, validated(periodQuery, req.query))
  res.json({ overview: await presentOverview(runtime, period) })
}
