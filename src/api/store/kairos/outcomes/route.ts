import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { recordOutcome } from "../../../../workflows/content/record-outcome"
import { unseal } from "../../../../workflows/content/sealed-decision"
import { runtimeOf } from "../../../../workflows/support/runtime"
import { jsonBody } from "../../../support/json-body"
import { badRequest, validated } from "../../../support/validate"
import { outcomeBody } from "../content/validators"

export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const { decision_id, kind } = validated(outcomeBody, jsonBody(req.body, "{ decision_id, kind }"))
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
