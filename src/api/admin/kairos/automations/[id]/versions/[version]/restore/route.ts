import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import {
  checkDefinition,
  editAutomation,
} from "../../../../../../../../workflows/automations/save-automation"
import { presentAutomation } from "../../../../../../../../workflows/present/present-automation"
import { runtimeOf } from "../../../../../../../../workflows/support/runtime"
import { accepted, notFound } from "../../../../../../../support/validate"

/**
 * Makes an older version the current one again, as a new version: those between stay what they were. Checked anew, because its
 * template or placement may be gone.
 */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const { id, version } = req.params as { id: string; version: string }
  const old = /^[1-9]\d{0,8}$/.test(version)
    ? await runtime.automation.automations.version(id, Number(version))
    : null
  if (old === null) {
    throw notFound(`automation "${id.slice(0, 100)}": version`, version)
  }
  const definition = accepted(await checkDefinition(runtime, old.definition))
  const row = await editAutomation(runtime, id, definition, req.auth_context.actor_id, "restore")
  if (row === null) {
    throw notFound("automation", id)
  }
  res.json({ automation: await presentAutomation(runtime, row) })
}
