import { z } from "@medusajs/framework/zod"
import type { NewDecision } from "../../modules/kairos-automation/decisions"
import { openDecision, sealDecision } from "../support/tokens"
import type { Runtime } from "../support/runtime"

/**
 * What a `decision_id` of on-site content holds. Content that was decided on the request carries its whole decision, so
 * that nothing is written before it was shown; an offer's decision is in the ledger already.
 */
export type SealedDecision =
  | { readonly kind: "requested"; readonly placement: string; readonly decision: NewDecision }
  | {
      readonly kind: "offer"
      readonly placement: string
      readonly decision_id: string
      readonly automation_id: string
      readonly customer_id: string
    }
  | { readonly kind: "fallback"; readonly placement: string }

const shape = z.looseObject({
  kind: z.enum(["requested", "offer", "fallback"]),
  placement: z.string(),
})

export const seal = (runtime: Runtime, sealed: SealedDecision): Promise<string> =>
  sealDecision(runtime.options, sealed)

/** @returns null for anything that this shop did not seal: altered, of another shop, too old, no token at all */
export async function unseal(runtime: Runtime, token: string): Promise<SealedDecision | null> {
  const opened = shape.safeParse(await openDecision(runtime.options, token))
  return opened.success ? (opened.data as unknown as SealedDecision) : null
}
