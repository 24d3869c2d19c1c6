import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { presentOwnPrivacy } from "../../../../../workflows/present/present-privacy"
import { runtimeOf } from "../../../../../workflows/support/runtime"
import { notFound } from "../../../../support/validate"

/** What is held of whoever is logged in. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const customerId = req.auth_context.actor_id
  const privacy = await presentOwnPrivacy(runtimeOf(req.scope), customerId)
  if (privacy === null) {
    throw notFound("customer", customerId)
  }
  res.set("Cache-Control", "private, no-store").json({ privacy })
}
