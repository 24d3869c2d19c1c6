import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { presentHealth } from "../../../../workflows/present/present-health"
import { runtimeOf } from "../../../../workflows/support/runtime"

export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  res.json({ health: await presentHealth(runtimeOf(req.scope)) })
}
