import { compileConditions, type CompiledConditions, type ReadFact } from "./compile"
import type { ConditionGroup, ConditionVerdict, FactShape } from "./condition"
import { failingLeaf } from "./failing-leaf"
import type { EvaluationContext } from "./operators"

// Keyed by the objects themselves: an automation's version is held while it is active, and its conditions with it.
const compiled = new WeakMap<object, WeakMap<ConditionGroup, CompiledConditions>>()

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

function compiledOnce(
  group: ConditionGroup,
  facts: ReadonlyMap<string, FactShape>
): CompiledConditions {
  let ofCatalog = compiled.get(facts)
  if (ofCatalog === undefined) {
    ofCatalog = new WeakMap()
    compiled.set(facts, ofCatalog)
  }
  let conditions = ofCatalog.get(group)
  if (conditions === undefined) {
    conditions = compileConditions(group, facts)
    ofCatalog.set(group, conditions)
  }
  return conditions
}
