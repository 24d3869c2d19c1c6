import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { importConsents } from "../../../../../workflows/consent/import-consents"
import { runtimeOf } from "../../../../../workflows/support/runtime"
import { validated } from "../../../../support/validate"
import { consentImportBody } from "./validators"

/** Consents of another system; with `dry_run` only the counts, by which a person sees what would be taken. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const { consents, dry_run } = validated(consentImportBody, req.body)
  const actor = req.auth_context.actor_id
  const result = await importConsents(runtimeOf(req.scope), consents, { dry_run, actor })
  res.json({ import: result })
}
