import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { presentPlacements } from "../../../../workflows/present/present-placement"
import { runtimeOf } from "../../../../workflows/support/runtime"
import { conflict, validated } from "../../../support/validate"
import { savePlacement } from "./save-placement-route"
import { placementBody } from "./validators"

export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const rows = await runtime.automation.placements.list()
  res.json({
    placements: await presentPlacements(runtime, rows),
    count: rows.length,
    offset: 0,
    limit: rows.length,
  })
}

export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const body = validated(placementBody, req.body)
  if ((await runtime.automation.placements.read(body.code)) !== null) {
    throw conflict(`code: a placement "${body.code}" exists already; choose another code`)
  }
  res.status(201).json({ placement: await savePlacement(runtime, body, req.auth_context.actor_id) })
}
