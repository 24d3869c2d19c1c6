import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { checkDraft } from "../../../../../workflows/templates/save-template"
import { runtimeOf } from "../../../../../workflows/support/runtime"
import { accepted, validated } from "../../../../support/validate"
import { answerPreview } from "../answer-preview"
import { renderDraftBody } from "../validators"

/** A draft as one customer would get it; nothing is saved. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const {
    customer_id = null,
    locale,
    purpose,
    subject,
    body,
    text,
  } = validated(renderDraftBody, req.body)
  const compiled = accepted(await checkDraft(runtime, { purpose, subject, body, text }))
  await answerPreview(req, res, { compiled, locale, purpose, customer_id })
}
