import { z } from "@medusajs/framework/zod"
import { shortenTrace } from "../../core/decision/shorten-trace"
import type { NewDecision } from "../../modules/kairos-automation/decisions"
import { openDecision, sealDecision } from "../support/tokens"
import type { Runtime } from "../support/runtime"

/**
 * What a `decision_id` of on-site content holds. Content that was decided on the request carries its whole decision, so
 * that nothing is written before it was shown; an offer's decision is in the ledger already. `outranked` are the decisions
 * about what lost the placement; ids of an older version have none.
 */
export type SealedDecision =
  | {
      readonly kind: "requested"
      readonly placement: string
      readonly decision: NewDecision
      readonly outranked?: readonly NewDecision[]
    }
  | {
      readonly kind: "offer"
      readonly placement: string
      readonly decision_id: string
      readonly automation_id: string
      readonly customer_id: string
      readonly outranked?: readonly NewDecision[]
    }
  | { readonly kind: "fallback"; readonly placement: string }

const shape = z.looseObject({
  kind: z.enum(["requested", "offer", "fallback"]),
  placement: z.string(),
})

/** What fits into an id that the storefront can hand back: the routes take 16,000 characters, packed and encrypted. */
const ROOM = 8_000

/** Where the whole does not fit, what lost the place is left out, and then long lists are cut. */
export function seal(runtime: Runtime, sealed: SealedDecision): string {
  const whole = sealDecision(runtime.options, sealed)
  return whole.length <= ROOM || sealed.kind === "fallback"
    ? whole
    : sealDecision(runtime.options, lighter(sealed))
}

function lighter(sealed: Exclude<SealedDecision, { kind: "fallback" }>): SealedDecision {
  if (sealed.kind === "offer") {
    return { ...sealed, outranked: [] }
  }
  const { decision } = sealed
  return {
    ...sealed,
    outranked: [],
    decision: { ...decision, trace: shortenTrace(decision.trace) },
  }
}

/** @returns null for anything that this shop did not seal: altered, of another shop, too old, no token at all */
export async function unseal(runtime: Runtime, token: string): Promise<SealedDecision | null> {
  const opened = shape.safeParse(await openDecision(runtime.options, token))
  return opened.success ? (opened.data as unknown as SealedDecision) : null
}
