import type { Verdict } from "./decide"
import type { DecisionTrace } from "./decision"

/**
 * A verdict that would have been a send, had nothing else taken the place that it wanted. What was looked at stays in its
 * trace: every check passed, and then the other one came first.
 */
export const outrank = (
  verdict: Verdict,
  priority: number,
  winner: NonNullable<DecisionTrace["winner"]>
): Verdict => ({
  ...verdict,
  kind: "skip",
  reason: "outranked",
  until: null,
  trace: { ...verdict.trace, score: priority, winner },
})
