import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { languageOf } from "../../../../core/text/language"
import { giveConsent } from "../../../../workflows/consent/give-consent"
import { LIMITS } from "../../../../workflows/support/limits"
import { addressOf, answerTooMany, takeEach } from "../../../../workflows/support/rate-limits"
import { runtimeOf } from "../../../../workflows/support/runtime"
import { evenly } from "../../../support/evenly"
import { customerOf } from "../../../support/session-customer"
import { validated } from "../../../support/validate"
import { consentGivenBody } from "./validators"

/**
 * A consent given at registration or at checkout, also by guests. The answer is always the same, so that nobody learns
 * from it who is known here or who has unsubscribed.
 */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const { locale, ...given } = validated(consentGivenBody, req.body)
  const wait = await takeEach(runtime.knex, [
    [LIMITS.consents_of_address, addressOf(req)],
    [LIMITS.consents_of_all, "all"],
  ])
  if (wait > 0) {
    return answerTooMany(res, wait)
  }
  const language = languageOf([locale, req.get("accept-language")], runtime.options.locale)
  await evenly(giveConsent(runtime, { ...given, language, customer_id: customerOf(req) }))
  res.status(202).json({})
}
