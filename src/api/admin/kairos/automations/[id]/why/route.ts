import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { explainDecision } from "../../../../../../core/decision/explain"
import { tryAutomation } from "../../../../../../workflows/automations/try-automation"
import { runtimeOf } from "../../../../../../workflows/support/runtime"
import { notFound, validated } from "../../../../../support/validate"
import { whyBody } from "../../validators"

export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const id = req.params.id as string
  const body = validated(whyBody, req.body)
  const row = await runtime.automation.automations.read(id)
  if (row === null) {
    throw notFound("automation", id)
  }
  const tried = await tryAutomation(runtime, row, body)
  if (tried === null) {
    throw notFound("customer_id: customer", body.customer_id)
  }
  const { verdict, mode } = tried
  res.json({
    decision: {
      kind: verdict.kind,
      reason: verdict.reason,
      mode,
      until: verdict.until,
      trace: verdict.trace,
    },
    explanation: explainDecision({ ...verdict, mode }, runtime.catalog),
  })
}
