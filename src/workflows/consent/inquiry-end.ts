import type { RecordBasis } from "../../core/consent/consent"
import { monthsAfter } from "../../core/consent/may-use"
import type { Runtime } from "../support/runtime"

/** When a consent that rests on an inquiry ends; nothing for the person's own word, which has no end. */
export function inquiryEnd(
  { options, clock }: Runtime,
  basis: RecordBasis,
  since: string = clock.now().toISOString()
): { readonly expires_at?: string } {
  return basis === "inquiry"
    ? { expires_at: monthsAfter(since, options.consent.inquiryMonths) }
    : {}
}
