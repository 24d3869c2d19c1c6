import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { runtimeOf } from "../../../../../../workflows/support/runtime"
import { notFound } from "../../../../../support/validate"

export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const id = req.params.id as string
  const versions = await runtimeOf(req.scope).automation.automations.versions(id)
  if (versions.length === 0) {
    throw notFound("automation", id)
  }
  res.json({ versions, count: versions.length, offset: 0, limit: versions.length })
}
