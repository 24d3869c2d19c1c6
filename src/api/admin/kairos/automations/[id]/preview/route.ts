import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { previewAutomation } from "../../../../../../workflows/automations/preview-automation"
import { runtimeOf } from "../../../../../../workflows/support/runtime"
import { notFound, validated } from "../../../../../support/validate"
import { previewBody } from "../../validators"

export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const id = req.params.id as string
  const body = validated(previewBody, req.body)
  const row = await runtime.automation.automations.read(id)
  if (row === null) {
    throw notFound("automation", id)
  }
  const preview = await previewAutomation(runtime, row, body)
  if (preview === null) {
    throw notFound("customer_id: customer", body.customer_id)
  }
  res.json({ preview })
}
