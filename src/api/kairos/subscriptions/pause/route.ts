import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { doAct, showAct } from "../act-by-link"

export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  await showAct(req, res, "pause")
}

export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  await doAct(req, res, "pause")
}
