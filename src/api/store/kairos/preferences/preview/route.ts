import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { PreferencesPreviewResponse } from "../../../../../types"
import { summariseChoices } from "../../../../../workflows/preferences/show-preferences"
import { runtimeOf } from "../../../../../workflows/support/runtime"
import { validated } from "../../../../support/validate"
import { draftOf } from "../draft"
import { preferencesBody } from "../validators"

/** What choices would mean, in plain words. Saves nothing. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const body = validated(preferencesBody, req.body)
  const { email, consents, patch } = await draftOf(runtime, req, body)
  const contact = await runtime.consent.readContact(email)
  const answer: PreferencesPreviewResponse = {
    summary: [...(await summariseChoices(runtime, contact, email, { consents, patch }))],
  }
  res.set("Cache-Control", "private, no-store").json(answer)
}
