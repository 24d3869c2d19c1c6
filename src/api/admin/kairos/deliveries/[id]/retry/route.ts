import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { retryDelivery } from "../../../../../../workflows/deliver/intervene"
import { intervene } from "../../intervene-route"

export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  await intervene(
    req,
    res,
    retryDelivery,
    "only a failed, dead or held delivery can be tried again"
  )
}
