import type { TierBreakdown } from "./tier"

/** A breakdown as the customer themselves may see it: what the people that they brought have spent is those people's. */
export function ownBreakdown(breakdown: TierBreakdown): TierBreakdown {
  return {
    ...breakdown,
    components: breakdown.components.map((part) =>
      part.name === "referrals" ? { ...part, value: null } : part
    ),
  }
}
