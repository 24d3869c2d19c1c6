import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { AutomationStatus } from "../../../../core/decision/automation"
import { changeStatus } from "../../../../workflows/automations/save-automation"
import { presentAutomation } from "../../../../workflows/present/present-automation"
import { hintDrain } from "../../../../workflows/support/hint-drain"
import { runtimeOf } from "../../../../workflows/support/runtime"
import { notFound } from "../../../support/validate"

/** What `activate`, `pause` and `archive` share. */
export async function changeStatusRoute(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse,
  status: AutomationStatus
): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const id = req.params.id as string
  const row = await changeStatus(runtime, id, status, req.auth_context.actor_id)
  if (row === null) {
    throw notFound("automation", id)
  }
  hintDrain(runtime)
  res.json({ automation: await presentAutomation(runtime, row) })
}
