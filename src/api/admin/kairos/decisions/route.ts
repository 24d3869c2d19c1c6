import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { presentDecision } from "../../../../workflows/present/present-decision"
import { runtimeOf } from "../../../../workflows/support/runtime"
import { validated } from "../../../support/validate"
import { decisionListQuery } from "./validators"

export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const { offset, limit, from, to, ...filter } = validated(decisionListQuery, req.query)
  const { rows, count } = await runtimeOf(req.scope).automation.decisions.list(
    {
      ...filter,
      ...(from === undefined ? {} : { from: new Date(from) }),
      ...(to === undefined ? {} : { to: new Date(to) }),
    },
    { offset, limit }
  )
  res.json({ decisions: rows.map(presentDecision), count, offset, limit })
}
