import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { languageOf } from "../../../../../../core/text/language"
import type { PresetTemplatesResponse } from "../../../../../../types"
import { runtimeOf } from "../../../../../../workflows/support/runtime"
import { createPresetTemplates } from "../../../../../../workflows/templates/create-preset-templates"
import { accepted, notFound, validated } from "../../../../../support/validate"
import { presentTemplate } from "../../../templates/present-template"
import { presetTemplatesBody } from "./validators"

/** Makes the templates that a preset sends, in three languages, and answers the preset's automation with them. */
export async function POST(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<PresetTemplatesResponse>
): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const { locale } = validated(presetTemplatesBody, req.body)
  const language = languageOf([locale, req.headers["accept-language"]], "en")
  const code = req.params.code as string
  const made = await createPresetTemplates(runtime, code, language, req.auth_context.actor_id)
  if (made === null) {
    throw notFound("preset", code)
  }
  const { automation, templates } = accepted(made)
  res.json({ automation, templates: templates.map(presentTemplate) })
}
