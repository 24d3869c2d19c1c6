import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { presentPrivacy } from "../../../../../../workflows/present/present-privacy"
import { runtimeOf } from "../../../../../../workflows/support/runtime"
import { notFound, validated } from "../../../../../support/validate"
import { privacyQuery } from "../../validators"

/** What is held of a customer: told, seen and concluded; with `download=true` as a file. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const customerId = req.params.customer_id as string
  const download = validated(privacyQuery, req.query).download === "true"
  const privacy = await presentPrivacy(runtime, customerId)
  if (privacy === null) {
    throw notFound("customer", customerId)
  }
  await runtime.automation.audit.append({
    actor: req.auth_context.actor_id,
    action: download ? "export" : "view",
    entity: "privacy",
    // No customer's id: the log outlives an erasure.
    entity_id: "dossier",
  })
  res.setHeader("Cache-Control", "private, no-store")
  if (download) {
    res.setHeader("Content-Disposition", 'attachment; filename="kairos-dossier.json"')
  }
  res.json({ privacy })
}
