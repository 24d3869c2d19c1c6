import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { USUAL_CLASS_SHARES } from "../../../../../../../core/predict/buyer-class"
import { buyersOfProduct } from "../../../../../../../read-models/product-buyers"
import type { ProductBuyersResponse } from "../../../../../../../types"
import { runtimeOf } from "../../../../../../../workflows/support/runtime"
import { notFound } from "../../../../../../support/validate"

/** Who buys a product: how many, since when, and of which kind they are. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const product_id = req.params.product_id as string
  const buyers = await buyersOfProduct(runtimeOf(req.scope).knex, product_id)
  if (buyers === null) {
    throw notFound("product", product_id)
  }
  const answer: ProductBuyersResponse = {
    buyers: { ...buyers, usual_shares: { ...USUAL_CLASS_SHARES } },
  }
  res.json(answer)
}
