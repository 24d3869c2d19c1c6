import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { presentProfile } from "../../../../../workflows/present/present-profile"
import { runtimeOf } from "../../../../../workflows/support/runtime"
import { notFound } from "../../../../support/validate"

export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const customerId = req.params.customer_id as string
  const profile = await presentProfile(runtimeOf(req.scope), customerId)
  if (profile === null) {
    throw notFound("customer", customerId)
  }
  res.json({ profile })
}
