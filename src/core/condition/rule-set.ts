import { isGroup, leafTest, negate, type ReadFact } from "./compile"
import type { ConditionGroup, ConditionRule, FactShape, FactValue, Truth } from "./condition"
import type { EvaluationContext, LeafTest } from "./operators"

/** Asks one tree after the other about the same facts; each fact is read, and each equal leaf tested, at most once. */
export type Asked = (index: number) => Truth

/** Many condition trees that are asked about the same person, in the order in which they were given. */
export type RuleSet = (read: ReadFact, context?: EvaluationContext) => Asked

type Node = () => Truth

/**
 * Compiles many trees together, for the path on which a page waits: leaves that are equal in several trees are one leaf, a
 * tree stops at the child that decides it, and no trace is written. Whoever wants to know why asks `evaluateConditions`
 * about the one tree; both give the same truth (rule-set.prop.spec.ts).
 */
export function compileRuleSet(
  groups: readonly (ConditionGroup | null)[],
  facts: ReadonlyMap<string, FactShape>
): RuleSet {
  const memo = newMemo(facts)
  const roots = groups.map((group) => (group === null ? () => true as const : compile(group, memo)))
  return (read, context = {}) => {
    memo.round += 1
    const round = memo.round
    memo.read = read
    memo.context = context
    return (index) => {
      if (memo.round !== round) {
        throw new Error("a rule set was asked about two people at once; ask it anew")
      }
      return (roots[index] as Node)()
    }
  }
}

/** Answers of the running round. They are marked with its number instead of being cleared: clearing costs more than testing. */
type Memo = {
  round: number
  read: ReadFact
  context: EvaluationContext
  readonly facts: ReadonlyMap<string, FactShape>
  readonly fields: Map<string, () => FactValue>
  readonly leaves: Map<string, Node>
}

const newMemo = (facts: ReadonlyMap<string, FactShape>): Memo => ({
  round: 0,
  read: () => undefined,
  context: {},
  facts,
  fields: new Map(),
  leaves: new Map(),
})

function compile(node: ConditionRule | ConditionGroup, memo: Memo): Node {
  return isGroup(node) ? compileGroup(node, memo) : compileLeaf(node, memo)
}

function compileGroup({ combinator, not, rules }: ConditionGroup, memo: Memo): Node {
  const parts = rules.map((rule) => compile(rule, memo))
  const decisive = combinator === "or"
  const inner = (): Truth => {
    let result: Truth = !decisive
    for (const part of parts) {
      const truth = part()
      if (truth === decisive) {
        return decisive
      }
      if (truth === "unknown") {
        result = "unknown"
      }
    }
    return result
  }
  return not === true ? () => negate(inner()) : inner
}

function compileLeaf(rule: ConditionRule, memo: Memo): Node {
  const key = JSON.stringify([rule.field, rule.operator, rule.value])
  let leaf = memo.leaves.get(key)
  if (leaf === undefined) {
    leaf = testOnce(leafTest(rule, memo.facts.get(rule.field)), readOnce(rule.field, memo), memo)
    memo.leaves.set(key, leaf)
  }
  return leaf
}

function testOnce(test: LeafTest, value: () => FactValue, memo: Memo): Node {
  let round = 0
  let truth: Truth = "unknown"
  return () => {
    if (round !== memo.round) {
      round = memo.round
      truth = test(value(), memo.context)
    }
    return truth
  }
}

function readOnce(field: string, memo: Memo): () => FactValue {
  let known = memo.fields.get(field)
  if (known === undefined) {
    let round = 0
    let value: FactValue
    known = () => {
      if (round !== memo.round) {
        round = memo.round
        value = memo.read(field)
      }
      return value
    }
    memo.fields.set(field, known)
  }
  return known
}
