import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { hintDrain } from "../../../../../../workflows/support/hint-drain"
import { runtimeOf } from "../../../../../../workflows/support/runtime"
import { notFound } from "../../../../../support/validate"

export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const id = req.params.id as string
  if (!(await runtime.automation.inbox.replay(id))) {
    throw notFound("dead letter", id)
  }
  await runtime.automation.audit.append({
    actor: req.auth_context.actor_id,
    action: "replay",
    entity: "event",
    entity_id: id,
  })
  hintDrain(runtime)
  res.json({ id, object: "event", replayed: true })
}
