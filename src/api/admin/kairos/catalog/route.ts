import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { presentCatalog } from "../../../../workflows/present/present-catalog"
import { runtimeOf } from "../../../../workflows/support/runtime"
import { languageOf } from "../../../../core/text/language"
import { validated } from "../../../support/validate"
import { catalogQuery } from "./validators"

export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const { locale } = validated(catalogQuery, req.query)
  const language = languageOf([locale, req.headers["accept-language"]], "en")
  res.json({ catalog: await presentCatalog(runtimeOf(req.scope), language) })
}
