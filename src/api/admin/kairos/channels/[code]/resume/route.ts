import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { resumeChannel } from "../../../../../../workflows/deliver/channel-pause"
import { hintDrain } from "../../../../../../workflows/support/hint-drain"
import { runtimeOf } from "../../../../../../workflows/support/runtime"
import { notFound } from "../../../../../support/validate"

export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const code = req.params.code as string
  if (!(await resumeChannel(runtime, code, req.auth_context.actor_id))) {
    throw notFound("paused channel", code)
  }
  hintDrain(runtime)
  res.json({ code, object: "channel", paused: false })
}
