import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { INVARIANT_WORDS } from "../../../../../core/renewal/guard-words"
import type { GuardResponse } from "../../../../../types"
import {
  type GuardResult,
  guardSubscriptions,
  lastGuard,
} from "../../../../../workflows/renewal/run-guard"
import { runtimeOf } from "../../../../../workflows/support/runtime"
import { validated } from "../../../../support/validate"
import { emptyBody } from "../validators"

/** What the last run of the guard found. */
export async function GET(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<GuardResponse>
): Promise<void> {
  const last = await lastGuard(runtimeOf(req.scope))
  res.json({ guard: last === null ? null : presentGuard(last) })
}

/** Runs the guard now, over every subscription. */
export async function POST(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<GuardResponse>
): Promise<void> {
  validated(emptyBody, req.body)
  const runtime = runtimeOf(req.scope)
  const guard = await guardSubscriptions(runtime)
  await runtime.automation.audit.append({
    actor: req.auth_context.actor_id,
    action: "run",
    entity: "guard",
    entity_id: "guard",
  })
  res.json({ guard: presentGuard(guard) })
}

const presentGuard = ({
  violations,
  ...rest
}: GuardResult): NonNullable<GuardResponse["guard"]> => ({
  ...rest,
  violations: violations.map((one) => ({ ...one, says: INVARIANT_WORDS[one.invariant] })),
})
