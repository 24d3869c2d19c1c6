import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { checkDraft } from "../../../../../../workflows/templates/save-template"
import { runtimeOf } from "../../../../../../workflows/support/runtime"
import { accepted, notFound, validated } from "../../../../../support/validate"
import { answerPreview } from "../../answer-preview"
import { renderStoredBody } from "../../validators"

/** A stored template as one customer would get it. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const id = String(req.params.id)
  const { customer_id = null } = validated(renderStoredBody, req.body)
  const row = await runtime.automation.templates.read(id)
  if (row === null) {
    throw notFound("template", id)
  }
  const compiled = accepted(await checkDraft(runtime, row))
  await answerPreview(req, res, { ...row, compiled, customer_id })
}
