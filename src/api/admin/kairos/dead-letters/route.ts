import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { presentDeadLetters } from "../../../../workflows/present/present-dead-letters"
import { runtimeOf } from "../../../../workflows/support/runtime"
import { validated } from "../../../support/validate"
import { deadLetterListQuery } from "./validators"

export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const { offset, limit, ...filter } = validated(deadLetterListQuery, req.query)
  res.json(await presentDeadLetters(runtimeOf(req.scope), filter, { offset, limit }))
}
