import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { normaliseEmail } from "../../../../../../core/identity/email"
import { loadCustomer } from "../../../../../../read-models/snapshots"
import { readTimeline } from "../../../../../../read-models/timeline"
import { runtimeOf } from "../../../../../../workflows/support/runtime"
import { notFound, validated } from "../../../../../support/validate"
import { timelineQuery } from "./validators"

export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const { knex } = runtimeOf(req.scope)
  const { offset, limit } = validated(timelineQuery, req.query)
  const customerId = req.params.customer_id as string
  const customer = await loadCustomer(knex, customerId)
  if (customer === null) {
    throw notFound("customer", customerId)
  }
  const person = { customer: customerId, email: normaliseEmail(customer.email ?? "") }
  const { rows, count } = await readTimeline(knex, person, { offset, limit })
  res.json({
    timeline: rows.map((row) => ({ ...row, at: row.at.toISOString() })),
    count,
    offset,
    limit,
  })
}
