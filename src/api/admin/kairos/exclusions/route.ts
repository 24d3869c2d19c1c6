import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { importExclusions } from "../../../../workflows/consent/import-exclusions"
import { runtimeOf } from "../../../../workflows/support/runtime"
import { validated } from "../../../support/validate"
import { exclusionsBody } from "./validators"

/** The lists and how many stand on each; who does is known by hashes alone. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const lists = await runtimeOf(req.scope).consent.exclusions.lists()
  res.json({ exclusions: lists.map(({ at, ...list }) => ({ ...list, at: at.toISOString() })) })
}

/** People who want no advertising from anybody; with `dry_run` only the counts. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const body = validated(exclusionsBody, req.body)
  const result = await importExclusions(runtimeOf(req.scope), body, req.auth_context.actor_id)
  res.json({ import: result })
}
