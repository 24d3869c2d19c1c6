import { pipeline } from "node:stream/promises"
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { Exported, ExportFilter } from "../../../read-models/exports"
import { exportRows, MOST_ROWS } from "../../../workflows/export/export-rows"
import { runtimeOf } from "../../../workflows/support/runtime"
import { badRequest } from "../../support/validate"

/** Streams a CSV file. What fails in the middle cuts the connection, so that half a file is not taken for the whole. */
export async function answerExport(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse,
  what: Exported,
  filter: ExportFilter
): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const csv = await exportRows(runtime, what, filter, req.auth_context.actor_id)
  if (csv === null) {
    throw badRequest([
      {
        path: "from",
        message: `more than ${MOST_ROWS.toLocaleString("en")} ${what} match; export a shorter time with from and to`,
      },
    ])
  }
  const day = runtime.clock.now().toISOString().slice(0, 10)
  res.setHeader("Content-Type", "text/csv; charset=utf-8")
  res.setHeader("Content-Disposition", `attachment; filename="kairos-${what}-${day}.csv"`)
  res.setHeader("Cache-Control", "private, no-store")
  await pipeline(csv, res).catch((error: unknown) => {
    const name = error instanceof Error ? error.name : "unknown error"
    runtime.logger.warn(`kairos: an export of ${what} was cut off: ${name}`)
    res.destroy()
  })
}
