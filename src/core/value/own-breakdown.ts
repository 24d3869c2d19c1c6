import type { TierBreakdown } from "./tier"

/** A breakdown as the customer themselves may see it: what the people that they brought have spent is those people's, and follows from what is missing. */
export function ownBreakdown(breakdown: TierBreakdown): TierBreakdown {
  const { components, distance } = breakdown
  return {
    ...breakdown,
    components: components.map((part) =>
      part.name === "referrals" ? { ...part, value: null } : part
    ),
    distance: distance && {
      ...distance,
      options: distance.options.filter(({ name }) => name !== "referrals"),
    },
  }
}
