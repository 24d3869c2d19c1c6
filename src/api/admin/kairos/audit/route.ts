import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { AuditRow } from "../../../../modules/kairos-automation/audit"
import type { AuditEntryResponse } from "../../../../types"
import { runtimeOf } from "../../../../workflows/support/runtime"
import { validated } from "../../../support/validate"
import { auditListQuery } from "./validators"

/** Who changed what and when, the newest first. Nobody can change it. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const { offset, limit, ...filter } = validated(auditListQuery, req.query)
  const { rows, count } = await runtimeOf(req.scope).automation.audit.list(filter, {
    offset,
    limit,
  })
  res.json({ entries: rows.map(present), count, offset, limit })
}

const present = (row: AuditRow): AuditEntryResponse => ({
  ...row,
  changed: row.changed === null ? null : [...row.changed],
  occurred_at: row.occurred_at.toISOString(),
})
