import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { ValueResponse } from "../../../../types"
import { presentValue } from "../../../../workflows/present/present-value"
import { runtimeOf } from "../../../../workflows/support/runtime"

/** What the nights found of the shop as a whole. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const answer: ValueResponse = { value: await presentValue(runtimeOf(req.scope)) }
  res.json(answer)
}
