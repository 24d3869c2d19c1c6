import type { ConditionTrace } from "./condition"
import { negate } from "./compile"

export type LeafTrace = Extract<ConditionTrace, { kind: "rule" }>
type GroupTrace = Extract<ConditionTrace, { kind: "group" }>

/**
 * The leaf to name when a tree is not true: the first whose change alone would have made it true, or, when several
 * would have to change, the first of those that gave the tree its result. Null when the tree is true.
 */
export function failingLeaf(trace: ConditionTrace): LeafTrace | null {
  return trace.result === true ? null : (pivot(trace, true) ?? blocker(trace))
}

/** The first leaf that turns the node to `wanted` when it alone changes, or null. */
function pivot(node: ConditionTrace, wanted: boolean): LeafTrace | null {
  if (node.result === wanted) {
    return null
  }
  if (node.kind === "rule") {
    return node
  }
  const wantedInside = node.not ? !wanted : wanted
  const candidates = decides(node, wantedInside)
    ? node.children
    : soleObstacle(node.children, wantedInside)
  return firstOf(candidates, (child) => pivot(child, wantedInside))
}

/** One `true` child decides an `or` and one `false` child an `and`, whatever the others are. */
function decides(group: GroupTrace, wantedInside: boolean): boolean {
  return (group.combinator === "or") === wantedInside
}

/** All the children must be as wanted: a single change helps only where a single child is not. */
function soleObstacle(
  children: readonly ConditionTrace[],
  wanted: boolean
): readonly ConditionTrace[] {
  const obstacles = children.filter((child) => child.result !== wanted)
  return obstacles.length === 1 ? obstacles : []
}

function blocker(node: ConditionTrace): LeafTrace | null {
  if (node.kind === "rule") {
    return node
  }
  const inside = node.not ? negate(node.result) : node.result
  return firstOf(
    node.children.filter((child) => child.result === inside),
    blocker
  )
}

function firstOf(
  nodes: readonly ConditionTrace[],
  find: (node: ConditionTrace) => LeafTrace | null
): LeafTrace | null {
  for (const node of nodes) {
    const found = find(node)
    if (found !== null) {
      return found
    }
  }
  return null
}
