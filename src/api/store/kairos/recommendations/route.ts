import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { RecommendationResponse } from "../../../../types"
import { mayPersonalise, recommend } from "../../../../workflows/predict/recommend"
import { runtimeOf } from "../../../../workflows/support/runtime"
import { salesChannelsOf } from "../../../support/sales-channels"
import { customerOf } from "../../../support/session-customer"
import { validated } from "../../../support/validate"
import { recommendationQuery } from "./validators"

/** Products that go with one, follow it, or are needed again; without a product what the logged-in person needs again. */
export async function GET(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<{ products: RecommendationResponse[] }>
): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const { kind, product_id = null, limit } = validated(recommendationQuery, req.query)
  const customer = product_id === null ? customerOf(req) : null
  const products = await recommend(runtime, {
    kind,
    product_id,
    customer_id: customer !== null && (await mayPersonalise(runtime, customer)) ? customer : null,
    limit,
    channels: salesChannelsOf(req),
  })
  if (product_id === null) {
    res.setHeader("Cache-Control", "private, no-store")
  }
  res.json({ products })
}
