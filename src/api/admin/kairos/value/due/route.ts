import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { dueCustomers } from "../../../../../read-models/value-lists"
import type { DueResponse, Page } from "../../../../../types"
import { runtimeOf } from "../../../../../workflows/support/runtime"
import { validated } from "../../../../support/validate"
import { valueDueQuery } from "./validators"

/** Who will need which product again, the soonest first. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const { customer_id = null, ...slice } = validated(valueDueQuery, req.query)
  const { rows, count } = await dueCustomers(runtimeOf(req.scope).knex, customer_id, slice)
  const answer: Page<"due", DueResponse> = { due: rows, count, ...slice }
  res.json(answer)
}
