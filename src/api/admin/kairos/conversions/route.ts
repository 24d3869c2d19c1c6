import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { conversions } from "../../../../read-models/conversions"
import { runtimeOf } from "../../../../workflows/support/runtime"
import { validated } from "../../../support/validate"
import { periodOf } from "../measurement/validators"
import { conversionListQuery } from "./validators"

export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const { offset, limit, automation_id = null, ...days } = validated(conversionListQuery, req.query)
  const period = await periodOf(runtime, days)
  const found = await conversions(runtime.knex, { automation_id, period, offset, limit })
  res.json({ conversions: found.rows, count: found.count, offset, limit })
}
