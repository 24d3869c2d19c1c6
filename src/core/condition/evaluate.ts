import { oncePerPair } from "../once-per-pair"
import { compileConditions, type ReadFact } from "./compile"
import type { ConditionGroup, ConditionVerdict, FactShape } from "./condition"
import { failingLeaf } from "./failing-leaf"
import type { EvaluationContext } from "./operators"

// An automation's version is held while it is active, and its conditions with it: compiled once per catalog.
const compiledOnce = oncePerPair((group: ConditionGroup, facts: ReadonlyMap<string, FactShape>) =>
  compileConditions(group, facts)
)

/**
 * Whether conditions hold, with what was expected and what was there for every leaf.
 * Conditions of null hold. Three-valued: a fact that is unknown makes its leaf unknown, never true.
 * The same `group` object is compiled once per catalog.
 */
export function evaluateConditions(
  group: ConditionGroup | null,
  facts: ReadonlyMap<string, FactShape>,
  read: ReadFact,
  context: EvaluationContext = {}
): ConditionVerdict {
  if (group === null) {
    return { result: true, trace: null, failing: null }
  }
  const trace = compiledOnce(group, facts)(read, context)
  return { result: trace.result, trace, failing: failingLeaf(trace) }
}
