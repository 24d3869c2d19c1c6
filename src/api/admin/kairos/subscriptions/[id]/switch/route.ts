import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { languageOf } from "../../../../../../core/content/format-value"
import type { SubscriptionDetailResponse, SwitchChoicesResponse } from "../../../../../../types"
import { switchAnswer } from "../../../../../../workflows/renewal/switch-answer"
import { runtimeOf } from "../../../../../../workflows/support/runtime"
import { notFound, validated } from "../../../../../support/validate"
import { actForCustomer, refusal } from "../../act-for-customer"
import { switchBody, switchQuery } from "../../validators"

/** To what it may be switched; with `plan_id` and `variant_id` of one of them also what its next payment would cost then. */
export async function GET(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<SwitchChoicesResponse>
): Promise<void> {
  const target = validated(switchQuery, req.query)
  const runtime = runtimeOf(req.scope)
  const id = req.params.id as string
  const row = await runtime.renewal.subscriptions.read(id)
  if (row === null) {
    throw notFound("subscription", id)
  }
  const language = languageOf(req.get("accept-language")) ?? runtime.options.locale
  const answer = await switchAnswer(runtime, row, target, language)
  if ("reason" in answer) {
    throw refusal(answer.reason, id)
  }
  res.json(answer)
}

/** Makes it another plan or variant with its next payment, for a customer who asked for it. */
export async function POST(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<SubscriptionDetailResponse>
): Promise<void> {
  const wish = validated(switchBody, req.body)
  await actForCustomer(req, res, { kind: "switch", ...wish }, "switch")
}
