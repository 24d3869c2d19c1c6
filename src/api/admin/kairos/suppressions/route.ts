import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import type { SuppressionRow } from "../../../../modules/kairos-consent/service"
import { runtimeOf } from "../../../../workflows/support/runtime"
import { validated } from "../../../support/validate"
import { suppressionBody, suppressionListQuery } from "./validators"

/** Addresses to which nothing goes. Of erased people only the hash is known, so `email` is null. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const filter = validated(suppressionListQuery, req.query)
  const { rows, count } = await runtimeOf(req.scope).consent.listSuppressions(filter)
  const { offset, limit } = filter
  res.json({ suppressions: rows.map(presentSuppression), count, offset, limit })
}

export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const { email, channel } = validated(suppressionBody, req.body)
  const actor = req.auth_context.actor_id
  await runtime.consent.suppress(email, channel, "by_hand", `user:${actor}`)
  const { rows } = await runtime.consent.listSuppressions({ email, channel, offset: 0, limit: 1 })
  const [row] = rows
  await audit(req, "suppress", row?.address_hash ?? "")
  res.status(201).json({ suppression: row === undefined ? null : presentSuppression(row) })
}

/** Only a person may take one back: consent does not. `?email=…&channel=…` */
export async function DELETE(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const { email, channel } = validated(suppressionBody, req.query)
  const { rows } = await runtime.consent.listSuppressions({ email, channel, offset: 0, limit: 1 })
  if (!(await runtime.consent.unsuppress(email, channel))) {
    throw new MedusaError(
      MedusaError.Types.NOT_FOUND,
      `this address is not suppressed on the channel "${channel}"`
    )
  }
  await audit(req, "unsuppress", rows[0]?.address_hash ?? "")
  res.json({ id: rows[0]?.address_hash ?? null, object: "suppression", deleted: true })
}

async function audit(req: AuthenticatedMedusaRequest, action: string, hash: string): Promise<void> {
  await runtimeOf(req.scope).automation.audit.append({
    actor: req.auth_context.actor_id,
    action,
    entity: "suppression",
    entity_id: hash,
  })
}

const presentSuppression = (row: SuppressionRow) => ({
  id: row.address_hash,
  email: row.email,
  channel: row.channel,
  cause: row.cause,
  source: row.source,
  created_at: row.created_at.toISOString(),
  /** When a pause ends; null for what has no end. */
  until: row.until?.toISOString() ?? null,
})
