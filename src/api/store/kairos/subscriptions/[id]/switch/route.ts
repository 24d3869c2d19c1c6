import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { languageOf } from "../../../../../../core/content/format-value"
import type { SwitchChoicesResponse } from "../../../../../../types"
import { switchAnswer } from "../../../../../../workflows/renewal/switch-answer"
import { LIMITS } from "../../../../../../workflows/support/limits"
import { answerTooMany, takePoints } from "../../../../../../workflows/support/rate-limits"
import { validated } from "../../../../../support/validate"
import { actOnOwn, ownSubscription, refusal, type SubscriptionAnswer } from "../../act-on-own"
import { switchBody, switchQuery } from "../../validators"

/** To what it may be switched; with `plan_id` and `variant_id` of one of them also what its next payment would cost then. */
export async function GET(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<SwitchChoicesResponse>
): Promise<void> {
  const target = validated(switchQuery, req.query)
  const { runtime, row } = await ownSubscription(req)
  const wait = await takePoints(
    runtime.knex,
    LIMITS.preferences_of_customer,
    req.auth_context.actor_id
  )
  if (wait > 0) {
    return answerTooMany(res as MedusaResponse, wait)
  }
  const language = languageOf(req.get("accept-language")) ?? runtime.options.locale
  const answer = await switchAnswer(runtime, row, target, language)
  if ("reason" in answer) {
    throw refusal(answer.reason, row.id, language)
  }
  res.setHeader("Cache-Control", "private, no-store")
  res.json(answer)
}

/** Makes it what was chosen with its next payment, or takes that back; nothing is charged for it. */
export async function POST(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<SubscriptionAnswer>
): Promise<void> {
  const { text_version = null, ...wish } = validated(switchBody, req.body)
  await actOnOwn(req, res, { kind: "switch", ...wish, text_version })
}
