import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { checkDraft, createTemplate } from "../../../../workflows/templates/save-template"
import { runtimeOf } from "../../../../workflows/support/runtime"
import { accepted, validated } from "../../../support/validate"
import { presentTemplate } from "./present-template"
import { templateBody, templateListQuery } from "./validators"

export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const filter = validated(templateListQuery, req.query)
  const { rows, count } = await runtimeOf(req.scope).automation.templates.list(filter)
  const { offset, limit } = filter
  res.json({ templates: rows.map(presentTemplate), count, offset, limit })
}

export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const { text = null, ...body } = validated(templateBody, req.body)
  const draft = { ...body, text }
  const compiled = accepted(await checkDraft(runtime, draft))
  const row = await createTemplate(runtime, draft, compiled, req.auth_context.actor_id)
  res.status(201).json({ template: presentTemplate(row) })
}
