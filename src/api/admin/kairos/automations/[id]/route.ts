import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import {
  checkDefinition,
  editAutomation,
} from "../../../../../workflows/automations/save-automation"
import { presentAutomation } from "../../../../../workflows/present/present-automation"
import { runtimeOf } from "../../../../../workflows/support/runtime"
import { accepted, notFound } from "../../../../support/validate"

export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const id = req.params.id as string
  const row = await runtime.automation.automations.read(id)
  if (row === null) {
    throw notFound("automation", id)
  }
  res.json({ automation: await presentAutomation(runtime, row) })
}

export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const id = req.params.id as string
  if ((await runtime.automation.automations.read(id)) === null) {
    throw notFound("automation", id)
  }
  const definition = accepted(await checkDefinition(runtime, req.body))
  const row = await editAutomation(runtime, id, definition, req.auth_context.actor_id)
  if (row === null) {
    throw notFound("automation", id)
  }
  res.json({ automation: await presentAutomation(runtime, row) })
}
