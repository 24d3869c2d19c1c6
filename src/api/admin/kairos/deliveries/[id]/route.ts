import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { DeliveryDetailResponse } from "../../../../../types"
import { presentKeptMessage } from "../../../../../workflows/present/present-message"
import { presentDeliveries } from "../../../../../workflows/present/present-decision"
import { runtimeOf } from "../../../../../workflows/support/runtime"
import { notFound } from "../../../../support/validate"

/** One delivery, with its message as it was handed to the provider. */
export async function GET(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<DeliveryDetailResponse>
): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const id = req.params.id as string
  const row = await runtime.automation.deliveries.read(id)
  const [delivery] = row === null ? [] : await presentDeliveries(runtime, [row])
  if (delivery === undefined) {
    throw notFound("delivery", id)
  }
  const message = await presentKeptMessage(runtime, id)
  if (message !== null) {
    // Whoever reads somebody's mail stands in the log; whose mail it is does not.
    await runtime.automation.audit.append({
      actor: req.auth_context.actor_id,
      action: "view",
      entity: "delivery",
      entity_id: id,
    })
  }
  res.setHeader("Cache-Control", "private, no-store")
  res.json({
    delivery,
    message,
    messages_kept_days: runtime.options.retention.messageDays,
  })
}
