import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { languageOf } from "../../../../core/content/format-value"
import {
  changePreferences,
  type Unconfirmed,
} from "../../../../workflows/consent/change-preferences"
import { showPreferences } from "../../../../workflows/preferences/show-preferences"
import { LIMITS } from "../../../../workflows/support/limits"
import { answerTooMany, takePoints } from "../../../../workflows/support/rate-limits"
import { type Runtime, runtimeOf } from "../../../../workflows/support/runtime"
import { validated } from "../../../support/validate"
import { draftOf, ownAddress } from "./draft"
import { preferencesBody } from "./validators"

export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  await answer(res, runtime, req, { choices: [], limits: {} })
}

export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const body = validated(preferencesBody, req.body)
  const { email, consents, patch, declared } = await draftOf(runtime, req, body)
  const customer_id = req.auth_context.actor_id
  const wait = await takePoints(runtime.knex, LIMITS.preferences_of_customer, customer_id)
  if (wait > 0) {
    return answerTooMany(res, wait)
  }
  const language = languageOf(patch.locale) ?? languageOf(req.get("accept-language"))
  const unconfirmed = await changePreferences(runtime, {
    email,
    consents,
    patch,
    source: "preferences",
    actor: `customer:${customer_id}`,
    customer_id,
    language,
    declared,
  })
  await answer(res, runtime, req, unconfirmed)
}

async function answer(
  res: MedusaResponse,
  runtime: Runtime,
  req: AuthenticatedMedusaRequest,
  { choices, limits }: Unconfirmed
): Promise<void> {
  const email = await ownAddress(runtime, req)
  const preferences = {
    ...(await showPreferences(runtime, req.auth_context.actor_id, email)),
    unconfirmed: [
      ...choices,
      ...Object.entries(limits).map(([preference, value]) => ({ preference, value })),
    ],
  }
  res.set("Cache-Control", "private, no-store").json({ preferences })
}
