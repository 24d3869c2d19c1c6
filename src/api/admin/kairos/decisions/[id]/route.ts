import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import {
  explain,
  presentDecision,
  presentDeliveries,
} from "../../../../../workflows/present/present-decision"
import { runtimeOf } from "../../../../../workflows/support/runtime"
import { notFound } from "../../../../support/validate"

export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const id = req.params.id as string
  const row = await runtime.automation.decisions.read(id)
  if (row === null) {
    throw notFound("decision", id)
  }
  const { rows } = await runtime.automation.deliveries.list(
    { decision_id: id },
    { offset: 0, limit: 100 }
  )
  res.json({
    decision: presentDecision(row),
    explanation: explain(runtime, row),
    deliveries: await presentDeliveries(runtime, rows),
  })
}
