import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { cancelDelivery } from "../../../../../../workflows/deliver/intervene"
import { intervene } from "../../intervene-route"

export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  await intervene(req, res, cancelDelivery, "only a delivery that has not left can be cancelled")
}
