import { walletQuestion } from "../../core/preferences/question"
import { looksFor } from "../../core/value/tier"
import type { CheckedDeclared } from "../preferences/check-declared"
import type { Runtime } from "../support/runtime"
import { refreshProfiles } from "./refresh-profiles"
import { tierPolicyOf } from "./tier-policy"

/** Whoever has said how much of what they need they buy here is scored anew, where tiers look at it. */
export async function followWallet(
  runtime: Runtime,
  customer_id: string,
  { answers }: CheckedDeclared
): Promise<void> {
  const key = walletQuestion(runtime.options.preferences.questions)
  if (key === null || !Object.hasOwn(answers, key)) {
    return
  }
  if (looksFor((await tierPolicyOf(runtime)).policy, "wallet")) {
    await refreshProfiles(runtime, [customer_id])
  }
}
