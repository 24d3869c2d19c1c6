import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { presentDeliveries } from "../../../../workflows/present/present-decision"
import { runtimeOf } from "../../../../workflows/support/runtime"
import { validated } from "../../../support/validate"
import { deliveryListQuery } from "./validators"

export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const { offset, limit, ...filter } = validated(deliveryListQuery, req.query)
  const { rows, count } = await runtime.automation.deliveries.list(filter, { offset, limit })
  res.json({ deliveries: await presentDeliveries(runtime, rows), count, offset, limit })
}
