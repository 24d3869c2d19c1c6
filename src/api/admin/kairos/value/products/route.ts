import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { productLessons } from "../../../../../read-models/value-lists"
import type { Page, ProductLessonResponse } from "../../../../../types"
import { runtimeOf } from "../../../../../workflows/support/runtime"
import { validated } from "../../../../support/validate"
import { valueProductsQuery } from "./validators"

/** Products that are bought together, what is bought after what, or how long products last. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const { kind, product_id = null, ...slice } = validated(valueProductsQuery, req.query)
  const { rows, count } = await productLessons(runtimeOf(req.scope).knex, kind, product_id, slice)
  const answer: Page<"products", ProductLessonResponse> = { products: rows, count, ...slice }
  res.json(answer)
}
