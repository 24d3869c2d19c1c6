import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { valuedCustomers } from "../../../../../read-models/value-lists"
import type { CustomerValueResponse, Page } from "../../../../../types"
import { presentValued } from "../../../../../workflows/present/present-value"
import { runtimeOf } from "../../../../../workflows/support/runtime"
import { validated } from "../../../../support/validate"
import { valueCustomersQuery } from "./validators"

/** The best customers, those who are leaving, or those who order next. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const { list, ...slice } = validated(valueCustomersQuery, req.query)
  const { rows, count } = await valuedCustomers(runtimeOf(req.scope).knex, list, slice)
  const answer: Page<"customers", CustomerValueResponse> = {
    customers: rows.map(presentValued),
    count,
    ...slice,
  }
  res.json(answer)
}
