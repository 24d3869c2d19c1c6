import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { validated } from "../../../../support/validate"
import { answerExport } from "../../export-route"
import { decisionExportQuery } from "../validators"

/** A CSV file of what matches, the newest first. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  await answerExport(req, res, "decisions", validated(decisionExportQuery, req.query))
}
