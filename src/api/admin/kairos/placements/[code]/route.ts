import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { presentPlacement } from "../../../../../workflows/present/present-placement"
import { runtimeOf } from "../../../../../workflows/support/runtime"
import { notFound, validated } from "../../../../support/validate"
import { savePlacement } from "../save-placement-route"
import { placementUpdateBody } from "../validators"

export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const code = req.params.code as string
  const runtime = runtimeOf(req.scope)
  const row = await runtime.automation.placements.read(code)
  if (row === null) {
    throw notFound("placement", code)
  }
  res.json({ placement: await presentPlacement(runtime, row) })
}

export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const code = req.params.code as string
  if ((await runtime.automation.placements.read(code)) === null) {
    throw notFound("placement", code)
  }
  const body = validated(placementUpdateBody, req.body)
  res.json({
    placement: await savePlacement(runtime, { ...body, code }, req.auth_context.actor_id),
  })
}

export async function DELETE(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const code = req.params.code as string
  if (!(await runtime.automation.placements.remove(code))) {
    throw notFound("placement", code)
  }
  await runtime.automation.audit.append({
    actor: req.auth_context.actor_id,
    action: "delete",
    entity: "placement",
    entity_id: code,
  })
  res.json({ id: code, object: "placement", deleted: true })
}
