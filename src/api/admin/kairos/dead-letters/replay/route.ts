import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { hintDrain } from "../../../../../workflows/support/hint-drain"
import { runtimeOf } from "../../../../../workflows/support/runtime"
import { validated } from "../../../../support/validate"
import { replayBody } from "../validators"

export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const { error_class } = validated(replayBody, req.body)
  const ids = await runtime.automation.inbox.replayAll(error_class)
  if (ids.length > 0) {
    await runtime.automation.audit.append({
      actor: req.auth_context.actor_id,
      action: "replay",
      entity: "event",
      entity_id: `${ids.length} dead letters${error_class === undefined ? "" : ` of ${error_class}`}`,
    })
    hintDrain(runtime)
  }
  res.json({ replayed: ids.length })
}
