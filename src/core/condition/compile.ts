import type {
  ConditionGroup,
  ConditionRule,
  ConditionTrace,
  FactShape,
  FactValue,
  Truth,
} from "./condition"
import { OPERATOR_BY_CODE, type EvaluationContext, type LeafTest } from "./operators"

export type ReadFact = (code: string) => FactValue

/** A condition tree as closures: values parsed and sets built once, nothing looked up when it runs. */
export type CompiledConditions = (read: ReadFact, context: EvaluationContext) => ConditionTrace

export function isGroup(node: ConditionRule | ConditionGroup): node is ConditionGroup {
  return "rules" in node
}

/** Compiles a canonical tree. A fact or operator that is no longer known gives a leaf that is always unknown. */
export function compileConditions(
  node: ConditionRule | ConditionGroup,
  facts: ReadonlyMap<string, FactShape>
): CompiledConditions {
  return isGroup(node) ? compileGroup(node, facts) : compileRule(node, facts)
}

function compileRule(
  rule: ConditionRule,
  facts: ReadonlyMap<string, FactShape>
): CompiledConditions {
  const { field, operator, value: expected } = rule
  const test = leafTest(rule, facts.get(field))
  return (read, context) => {
    const actual = read(field)
    const result = test(actual, context)
    return { kind: "rule", field, operator, expected, actual: actual ?? null, result }
  }
}

export function leafTest(rule: ConditionRule, fact: FactShape | undefined): LeafTest {
  const operator = OPERATOR_BY_CODE.get(rule.operator)
  return fact !== undefined && operator !== undefined && operator.types.includes(fact.type)
    ? operator.compile(fact.type, rule.value)
    : () => "unknown"
}

function compileGroup(
  group: ConditionGroup,
  facts: ReadonlyMap<string, FactShape>
): CompiledConditions {
  const { combinator } = group
  const not = group.not === true
  const parts = group.rules.map((rule) => compileConditions(rule, facts))
  return (read, context) => {
    // Every child runs, also behind one that decided already: the trace shows all that was there.
    const children = parts.map((part) => part(read, context))
    const inner = combine(combinator, children)
    return { kind: "group", combinator, not, result: not ? negate(inner) : inner, children }
  }
}

/** Kleene's conjunction and disjunction. An empty `and` is true, an empty `or` is false. */
export function combine(
  combinator: "and" | "or",
  children: readonly { readonly result: Truth }[]
): Truth {
  const decisive = combinator === "or"
  let result: Truth = !decisive
  for (const child of children) {
    if (child.result === decisive) {
      return decisive
    }
    if (child.result === "unknown") {
      result = "unknown"
    }
  }
  return result
}

/** Kleene's negation: unknown stays unknown. */
export function negate(truth: Truth): Truth {
  return truth === "unknown" ? truth : !truth
}
