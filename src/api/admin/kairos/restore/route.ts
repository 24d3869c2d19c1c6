import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { RestoreResponse } from "../../../../types"
import { replayJournal } from "../../../../workflows/restore/replay-journal"
import { hintDrain } from "../../../../workflows/support/hint-drain"
import { runtimeOf } from "../../../../workflows/support/runtime"
import { accepted, validated } from "../../../support/validate"
import { restoreBody } from "./validators"

/** Tells a restored database what the journal of refusals knows; with `dry_run` only how much that is. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const body = validated(restoreBody, req.body)
  const actor = req.auth_context.actor_id
  const restoration: RestoreResponse["restoration"] = accepted(
    await replayJournal(runtime, { ...body, actor })
  )
  hintDrain(runtime)
  res.json({ restoration })
}
