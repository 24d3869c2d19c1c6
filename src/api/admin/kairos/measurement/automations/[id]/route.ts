import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { presentMeasurement } from "../../../../../../workflows/present/present-measurement"
import { runtimeOf } from "../../../../../../workflows/support/runtime"
import { notFound, validated } from "../../../../../support/validate"
import { periodOf, periodQuery } from "../../validators"

export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const period = await periodOf(runtime, validated(periodQuery, req.query))
  const id = req.params.id as string
  const row = await runtime.automation.automations.read(id)
  if (row === null) {
    throw notFound("automation", id)
  }
  res.json({ measurement: await presentMeasurement(runtime, row, period) })
}
