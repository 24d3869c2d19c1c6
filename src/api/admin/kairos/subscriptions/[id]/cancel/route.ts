import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { SubscriptionDetailResponse } from "../../../../../../types"
import { changeSubscription } from "../../../../../../workflows/renewal/change-subscription"
import { runtimeOf } from "../../../../../../workflows/support/runtime"
import { notFound, validated } from "../../../../../support/validate"
import { oneSubscription } from "../../one-subscription"
import { emptyBody } from "../../validators"

/** Cancels for a customer who asked for it; they get the same receipt. */
export async function POST(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<SubscriptionDetailResponse>
): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const id = req.params.id as string
  validated(emptyBody, req.body)
  const by = { actor: "admin", source: "admin" } as const
  const result = await changeSubscription(runtime, id, { kind: "cancel" }, by)
  if (result.kind === "refused") {
    throw notFound("subscription", id)
  }
  await runtime.automation.audit.append({
    actor: req.auth_context.actor_id,
    action: "cancel",
    entity: "subscription",
    entity_id: id,
  })
  res.json(await oneSubscription(runtime, id))
}
