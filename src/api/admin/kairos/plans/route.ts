import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { PlanResponse } from "../../../../types"
import { presentPlan } from "../../../../workflows/present/present-subscription"
import { createPlan } from "../../../../workflows/renewal/save-plan"
import { runtimeOf } from "../../../../workflows/support/runtime"
import { accepted, validated } from "../../../support/validate"
import { planBody, plansQuery } from "./validators"

export async function GET(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<{
    plans: readonly PlanResponse[]
    count: number
    offset: number
    limit: number
  }>
): Promise<void> {
  const { offset, limit, product_id, status } = validated(plansQuery, req.query)
  const filter = { product_id, ...(status === undefined ? {} : { status }) }
  const { rows, count } = await runtimeOf(req.scope).renewal.plans.list(filter, { offset, limit })
  res.json({ plans: rows.map(presentPlan), count, offset, limit })
}

/** A new plan. The shop's first arms the mails that a subscription owes, where no automation sends them yet. */
export async function POST(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<{ plan: PlanResponse }>
): Promise<void> {
  const body = validated(planBody, req.body)
  const plan = accepted(await createPlan(runtimeOf(req.scope), body, req.auth_context.actor_id))
  res.status(201).json({ plan: presentPlan(plan) })
}
