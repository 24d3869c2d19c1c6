import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { z } from "@medusajs/framework/zod"
import { walletQuestion } from "../../../../core/preferences/question"
import { policyDocument } from "../../../../core/value/policy-document"
import { policyWarnings } from "../../../../core/value/score-tier"
import type { TierPolicyResponse } from "../../../../types"
import { tierPolicyOf } from "../../../../workflows/profile/tier-policy"
import { saveSettings } from "../../../../workflows/settings/save-settings"
import { type Runtime, runtimeOf } from "../../../../workflows/support/runtime"
import { accepted, validated } from "../../../support/validate"
import { tierPolicyBody } from "./validators"

const isWalletAsked = ({ options }: Runtime): boolean =>
  walletQuestion(options.preferences.questions) !== null

/** The policy in force with its number, and what speaks against it. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const answer: TierPolicyResponse = { policy: await present(runtimeOf(req.scope)) }
  res.json(answer)
}

/** A new policy; it is numbered when it is first used. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const tiers: z.output<typeof tierPolicyBody> = validated(tierPolicyBody, req.body)
  accepted(await saveSettings(runtime, { tiers }, req.auth_context.actor_id))
  const answer: TierPolicyResponse = { policy: await present(runtime) }
  res.json(answer)
}

async function present(runtime: Runtime): Promise<TierPolicyResponse["policy"]> {
  const { policy, version } = await tierPolicyOf(runtime)
  return {
    ...policy,
    version,
    is_fixed: runtime.options.tiers !== undefined,
    value: runtime.options.value,
    document: policyDocument(policy, version, runtime.options.value),
    warnings: policyWarnings(policy, isWalletAsked(runtime)),
  }
}
