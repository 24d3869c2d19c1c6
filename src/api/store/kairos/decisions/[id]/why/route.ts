import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { explainToOwner } from "../../../../../../workflows/content/explain-to-owner"
import { runtimeOf } from "../../../../../../workflows/support/runtime"
import { languageOf } from "../../../../../../core/text/language"
import { localizedQuery } from "../../../../../support/localized-query"
import { notFound, validated } from "../../../../../support/validate"
import { whyQuery } from "../../../content/validators"

export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const { locale } = validated(whyQuery, localizedQuery(req))
  const language = languageOf([locale, req.headers["accept-language"]], runtime.options.locale)
  const why = await explainToOwner(
    runtime,
    req.params.id as string,
    req.auth_context?.actor_id || null,
    language
  )
  if (why === null) {
    throw notFound("decision", "")
  }
  res.setHeader("Cache-Control", "private, no-store")
  res.json(why)
}
