import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { PlanResponse } from "../../../../../types"
import { presentPlan } from "../../../../../workflows/present/present-subscription"
import { editPlan, type PlanChange } from "../../../../../workflows/renewal/save-plan"
import { runtimeOf } from "../../../../../workflows/support/runtime"
import { accepted, notFound, validated } from "../../../../support/validate"
import { planUpdateBody } from "../validators"

export async function GET(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<{ plan: PlanResponse }>
): Promise<void> {
  const id = req.params.id as string
  const plan = await runtimeOf(req.scope).renewal.plans.read(id)
  if (plan === null) {
    throw notFound("plan", id)
  }
  res.json({ plan: presentPlan(plan) })
}

/** Counts for those who subscribe from now on; whoever did keeps the terms that they agreed to. */
export async function POST(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<{ plan: PlanResponse }>
): Promise<void> {
  const id = req.params.id as string
  const change = validated(planUpdateBody, req.body) as PlanChange
  const edited = await editPlan(runtimeOf(req.scope), id, change, req.auth_context.actor_id)
  if (edited === null) {
    throw notFound("plan", id)
  }
  res.json({ plan: presentPlan(accepted(edited)) })
}
