import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { languageOf } from "../../../../core/content/format-value"
import type { StorePlanResponse } from "../../../../types"
import { presentStorePlan } from "../../../../workflows/present/present-subscription"
import { runtimeOf } from "../../../../workflows/support/runtime"
import { validated } from "../../../support/validate"
import { storePlansQuery } from "./validators"

/** The plans of a product, in plain words and in the browser's language. */
export async function GET(
  req: MedusaRequest,
  res: MedusaResponse<{ plans: readonly StorePlanResponse[] }>
): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const { product_id } = validated(storePlansQuery, req.query)
  const page = { offset: 0, limit: 100 }
  const { rows } = await runtime.renewal.plans.list({ product_id, status: "active" }, page)
  const language = languageOf(req.get("accept-language")) ?? runtime.options.locale
  res.json({ plans: rows.map((row) => presentStorePlan(row, language)) })
}
