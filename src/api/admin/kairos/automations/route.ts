import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import {
  checkDefinition,
  createAutomation,
} from "../../../../workflows/automations/save-automation"
import {
  presentAutomation,
  presentAutomations,
} from "../../../../workflows/present/present-automation"
import { runtimeOf } from "../../../../workflows/support/runtime"
import { accepted, validated } from "../../../support/validate"
import { automationListQuery } from "./validators"

export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const { offset, limit, ...filter } = validated(automationListQuery, req.query)
  const { rows, count } = await runtime.automation.automations.list(filter, { offset, limit })
  res.json({ automations: await presentAutomations(runtime, rows), count, offset, limit })
}

export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const definition = accepted(await checkDefinition(runtime, req.body))
  const row = await createAutomation(runtime, definition, req.auth_context.actor_id)
  res.status(201).json({ automation: await presentAutomation(runtime, row) })
}
