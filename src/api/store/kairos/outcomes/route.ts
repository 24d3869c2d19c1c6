import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { recordOutcome } from "../../../../workflows/content/record-outcome"
import { unseal } from "../../../../workflows/content/sealed-decision"
import { runtimeOf } from "../../../../workflows/support/runtime"
import { badRequest, validated } from "../../../support/validate"
import { outcomeBody } from "../content/validators"

export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const { decision_id, kind } = validated(outcomeBody, bodyOf(req.body))
  const sealed = await unseal(runtime, decision_id)
  if (sealed === null) {
    throw badRequest([
      {
        path: "decision_id",
        message: "is not a decision of this shop; send it as it came with the content",
      },
    ])
  }
  recordOutcome(runtime, sealed, kind)
  res.status(202).json({ accepted: true })
}

/** `sendBeacon` sends its JSON as text/plain. */
function bodyOf(body: unknown): unknown {
  if (typeof body !== "string") {
    return body
  }
  try {
    return JSON.parse(body)
  } catch {
    throw badRequest([{ path: "", message: "the body must be JSON such as { decision_id, kind }" }])
  }
}
