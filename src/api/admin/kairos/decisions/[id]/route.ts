import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import {
  explain,
  presentDecision,
  presentDeliveries,
  presentFollowed,
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
  const of = { decision_id: id }
  const page = { offset: 0, limit: 100 }
  const { ledgers } = runtime.automation
  const [left, followed] = await Promise.all([
    ledgers.live.list(of, page),
    ledgers.shadow.list(of, page),
  ])
  res.json({
    decision: presentDecision(row),
    explanation: explain(runtime, row),
    deliveries: await presentDeliveries(runtime, left.rows),
    followed: followed.rows
      .sort((a, b) => a.due_at.getTime() - b.due_at.getTime())
      .map((one) => presentFollowed(runtime, one)),
  })
}
