import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import {
  archiveTemplate,
  checkDraft,
  editTemplate,
} from "../../../../../workflows/templates/save-template"
import { type Runtime, runtimeOf } from "../../../../../workflows/support/runtime"
import { accepted, conflict, notFound, validated } from "../../../../support/validate"
import { presentTemplate } from "../present-template"
import { templateUpdateBody } from "../validators"

export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const id = String(req.params.id)
  const row = await runtimeOf(req.scope).automation.templates.read(id)
  if (row === null) {
    throw notFound("template", id)
  }
  res.json({ template: presentTemplate(row) })
}

/** Fields that are left out stay as they are. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const id = String(req.params.id)
  const body = validated(templateUpdateBody, req.body)
  const before = await runtime.automation.templates.read(id)
  if (before === null || before.archived_at !== null) {
    throw notFound("template", id)
  }
  const { name, locale, purpose, subject, text } = before
  const draft = { name, locale, purpose, subject, body: before.body, text, ...body }
  if (draft.purpose !== purpose) {
    await refuseWhileUsed(runtime, id, "its purpose cannot change")
  }
  const compiled = accepted(await checkDraft(runtime, draft))
  const row = await editTemplate(runtime, id, draft, compiled, req.auth_context.actor_id)
  if (row === null) {
    throw notFound("template", id)
  }
  res.json({ template: presentTemplate(row) })
}

/** Archives it: what was sent with it stays readable. */
export async function DELETE(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const id = String(req.params.id)
  await refuseWhileUsed(runtime, id, "it cannot be removed")
  if (!(await archiveTemplate(runtime, id, req.auth_context.actor_id))) {
    throw notFound("template", id)
  }
  res.json({ id, object: "template", deleted: true })
}

async function refuseWhileUsed(runtime: Runtime, id: string, what: string): Promise<void> {
  const users = await runtime.automation.templates.usedBy(id)
  if (users.length > 0) {
    const names = users.map(({ name }) => `"${name}"`).join(", ")
    throw conflict(
      `the template is used by ${names}, so ${what}; archive those automations or give them another template first`
    )
  }
}
