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
  res.json({ guard: presentGuard(await guardSubscriptions(runtimeOf(req.scope))) })
}

const presentGuard = ({
  violations,
  ...rest
}: GuardResult): NonNullable<GuardResponse["guard"]> => ({
  ...rest,
  violations: violations.map((one) => ({ ...one, says: INVARIANT_WORDS[one.invariant] })),
})
