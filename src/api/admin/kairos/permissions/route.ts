import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { PERMISSION_TEXTS, PERMISSIONS } from "../../../../core/privacy/permissions"
import type { PermissionsResponse } from "../../../../types"
import { permissionsOf } from "../../../../workflows/access/permissions-of"
import { runtimeOf } from "../../../../workflows/support/runtime"

/** What whoever asks may do and may not do. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const granted = await permissionsOf(runtimeOf(req.scope), req.auth_context)
  const permissions: PermissionsResponse["permissions"] = PERMISSIONS.map((code) => ({
    code,
    label: PERMISSION_TEXTS[code],
    granted: granted === "everything" || granted.has(code),
  }))
  res.json({ permissions })
}
