import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { languageOf } from "../../../../core/content/format-value"
import { isUnwritable } from "../../../../workflows/messages/compose"
import {
  previewTemplate,
  type Preview,
  type PreviewInput,
} from "../../../../workflows/messages/preview-template"
import { runtimeOf } from "../../../../workflows/support/runtime"
import { badRequest, notFound } from "../../../support/validate"

/** Renders for a chosen customer, or for a made-up one, and answers it. */
export async function answerPreview(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse,
  { compiled, locale, purpose, customer_id }: Omit<PreviewInput, "language">
): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const language = languageOf(req.get("accept-language")) ?? runtime.options.locale
  const input = { compiled, locale, purpose, customer_id, language }
  const rendered = await previewTemplate(runtime, input).catch((error: unknown): Preview => {
    // The template is right, but this customer lacks what it prints: no order, no address.
    throw isUnwritable(error)
      ? badRequest([{ path: "customer_id", message: (error as Error).message }])
      : error
  })
  if (rendered === null) {
    throw notFound("customer", String(customer_id))
  }
  res.json({ rendered })
}
